//! The one form that looks into the body: a function whose value may be a failure, and whose body can't be a closure.
//!
//! Every expression that the function returns goes through the guard, which looks at it. Where the body does not
//! parse, or a `return` stands in a macro, nothing is looked at; the function works all the same.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprReturn, ExprTry, Item, Stmt};

/// Rewrites the statements of `body` so that `returned(value)` is in front of each value it returns, and
/// `tried(value)` of each that a `?` may return.
pub fn observe(
    body: TokenStream,
    returned: &dyn Fn(&Expr) -> TokenStream,
    tried: &dyn Fn(&Expr) -> TokenStream,
) -> TokenStream {
    let Ok(mut statements) = Block::parse_within.parse2(body.clone()) else {
        return body;
    };
    let mut observer = Observer { returned, tried };
    for statement in &mut statements {
        observer.visit_stmt_mut(statement);
    }
    if let Some(Stmt::Expr(value, None)) = statements.last_mut() {
        observer.look_at(value);
    }
    quote!(#(#statements)*)
}

struct Observer<'a> {
    returned: &'a dyn Fn(&Expr) -> TokenStream,
    tried: &'a dyn Fn(&Expr) -> TokenStream,
}

impl Observer<'_> {
    fn look_at(&self, value: &mut Expr) {
        *value = Expr::Verbatim((self.returned)(value));
    }
}

impl VisitMut for Observer<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            // Their `return` and `?` are their own.
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) | Expr::TryBlock(_) => {}
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}

    fn visit_expr_return_mut(&mut self, expr: &mut ExprReturn) {
        visit_mut::visit_expr_return_mut(self, expr);
        if let Some(value) = &mut expr.expr {
            self.look_at(value);
        }
    }

    fn visit_expr_try_mut(&mut self, expr: &mut ExprTry) {
        visit_mut::visit_expr_try_mut(self, expr);
        let value = (self.tried)(&expr.expr);
        *expr.expr = Expr::Verbatim(value);
    }
}
