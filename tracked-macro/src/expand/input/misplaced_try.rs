//! A `?` in a function that returns nothing, which is an error of the user's.

use proc_macro2::TokenStream;
use syn::parse::Parser;
use syn::visit::{self, Visit};
use syn::{Block, Expr, ExprTry, Item};

use super::tokens::{flatten, is_punct};

/// Whether a `?` in this body leaves the function itself.
///
/// Wrong for a `?` in a macro, and for a body that does not parse: the compiler's message then says that the `?` is in a
/// closure.
pub fn has_try(body: &TokenStream) -> bool {
    if !flatten(body.clone()).any(|token| is_punct(Some(&token), '?')) {
        return false;
    }
    let Ok(statements) = Block::parse_within.parse2(body.clone()) else {
        return false;
    };
    let mut search = Search(false);
    for statement in &statements {
        search.visit_stmt(statement);
    }
    search.0
}

struct Search(bool);

impl<'ast> Visit<'ast> for Search {
    fn visit_expr(&mut self, expr: &'ast Expr) {
        match expr {
            // A `?` in these does not leave the function.
            Expr::Closure(_) | Expr::Async(_) | Expr::Const(_) | Expr::TryBlock(_) => {}
            _ => visit::visit_expr(self, expr),
        }
    }

    fn visit_expr_try(&mut self, _: &'ast ExprTry) {
        self.0 = true;
    }

    fn visit_item(&mut self, _: &'ast Item) {}
}
