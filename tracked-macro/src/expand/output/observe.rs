//! The values that a body in place returns: the only place that parses a body.
//!
//! Each expression that the function returns passes through the guard. If the body does not parse, nothing is
//! rewritten, and a `return` in a macro is not seen; the function works all the same.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, Expr, ExprReturn, ExprTry, Item, Stmt};

// Input:
//     if fails() { return A; }
//     B?;
//     C
// Output:
//     if fails() { return returned(A); }
//     match Branch::branch(B) { Continue(value) => value, Break(residual) => return returned(residual) };
//     returned(C)
//
/// Rewrites the statements of `body`: `returned` writes each value that it returns, and `tried` each `?`. If the
/// function `is_unit`, it returns a value too where it names none.
pub fn observe(
    body: TokenStream,
    is_unit: bool,
    returned: &dyn Fn(&Expr) -> TokenStream,
    tried: &dyn Fn(&ExprTry) -> TokenStream,
) -> TokenStream {
    let Ok(mut statements) = Block::parse_within.parse2(body.clone()) else {
        return body;
    };
    let unit = is_unit.then(|| syn::parse_quote!(()));
    let mut observer = Observer {
        returned,
        tried,
        unit,
    };
    for statement in &mut statements {
        observer.visit_stmt_mut(statement);
    }
    if let Some(Stmt::Expr(value, None)) = statements.last_mut() {
        observer.rewrite(value);
        return quote!(#(#statements)*);
    }
    let end = observer.unit.map(|unit| returned(&unit));
    quote!(#(#statements)* #end)
}

/// Visits the expressions of a body, and rewrites the operands of `return` and `?`.
struct Observer<'a> {
    returned: &'a dyn Fn(&Expr) -> TokenStream,
    tried: &'a dyn Fn(&ExprTry) -> TokenStream,
    /// The value of a `return` without one.
    unit: Option<Expr>,
}

impl Observer<'_> {
    fn rewrite(&self, value: &mut Expr) {
        *value = Expr::Verbatim((self.returned)(value));
    }
}

impl VisitMut for Observer<'_> {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        match expr {
            // A `return` or `?` in these does not leave the function.
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) | Expr::TryBlock(_) => {}
            Expr::Try(tried) => {
                self.visit_expr_mut(&mut tried.expr);
                *expr = Expr::Verbatim((self.tried)(tried));
            }
            _ => visit_mut::visit_expr_mut(self, expr),
        }
    }

    fn visit_item_mut(&mut self, _: &mut Item) {}

    fn visit_expr_return_mut(&mut self, expr: &mut ExprReturn) {
        visit_mut::visit_expr_return_mut(self, expr);
        if expr.expr.is_none() {
            expr.expr = self.unit.clone().map(Box::new);
        }
        if let Some(value) = &mut expr.expr {
            self.rewrite(value);
        }
    }
}
