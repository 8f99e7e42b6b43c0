//! From the nodes of markup to the code that makes a view of them.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote, quote_spanned};
use rstml::node::{
    CustomNode, KVAttributeValue, KeyedAttribute, KeyedAttributeValue, Node, NodeAttribute, NodeBlock,
    NodeElement, NodeName,
};
use syn::{Error, Expr, ExprLit, Lit, Result, Stmt, spanned::Spanned};

use crate::plan::{self, Plan};

/// One view of all the nodes.
pub fn view(nodes: &[Node<impl CustomNode>]) -> Result<TokenStream> {
    let mut views = Vec::new();
    each(nodes, &mut |node| {
        views.push(one(node)?);
        Ok(())
    })?;
    Ok(match views.as_slice() {
        [view] => view.clone(),
        _ => any(&quote! { ::leptos::tachys::view::iterators::StaticVec::from(::std::vec![#(#views),*]) }),
    })
}

/// Calls with every node that something is made of, in order.
fn each<C: CustomNode>(nodes: &[Node<C>], then: &mut impl FnMut(&Node<C>) -> Result<()>) -> Result<()> {
    for node in nodes {
        match node {
            Node::Fragment(fragment) => each(&fragment.children, then)?,
            Node::Comment(_) => {}
            node => then(node)?,
        }
    }
    Ok(())
}

fn any(view: &TokenStream) -> TokenStream {
    quote! { ::leptos::prelude::IntoAny::into_any(#view) }
}

fn one(node: &Node<impl CustomNode>) -> Result<TokenStream> {
    if let Some(text) = text(node) {
        return Ok(any(&quote! { #text }));
    }
    match node {
        Node::Block(block) => {
            let block = rendered(block);
            Ok(any(&quote! { ::leptos::prelude::IntoRender::into_render(#block) }))
        }
        Node::Element(element) if is_component(element.name()) => Ok(any(&component(element)?)),
        Node::Element(element) => {
            let mut markup = Markup::default();
            markup.element(element, false)?;
            let (text, calls) = (markup.plan.text(), markup.calls);
            Ok(any(&quote! { ::leptos::Markup::new(#text)#calls }))
        }
        node => {
            Err(Error::new(node.span(), "only elements, components, blocks and texts are supported here"))
        }
    }
}

/// The text, if the node is one: a literal, in a block or not.
fn text(node: &Node<impl CustomNode>) -> Option<String> {
    match node {
        Node::Text(text) => Some(text.value_string()),
        Node::RawText(text) => Some(text.to_string_best()),
        Node::Block(NodeBlock::ValidBlock(block)) => match block.stmts.as_slice() {
            [Stmt::Expr(expr, None)] => literal(expr),
            _ => None,
        },
        _ => None,
    }
}

fn literal(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

/// What stands in a block, without its braces if it is only one expression.
fn rendered(block: &NodeBlock) -> TokenStream {
    match block {
        NodeBlock::ValidBlock(block) => match block.stmts.as_slice() {
            [Stmt::Expr(expr, None)] => computed(expr),
            _ => quote! { #block },
        },
        NodeBlock::Invalid(block) => quote! { #block },
    }
}

/// A closure is wrapped: one type for all that compute the same. That it calls something keeps what is called as it is.
fn computed(expr: &Expr) -> TokenStream {
    match expr {
        Expr::Closure(closure) if closure.inputs.is_empty() => {
            quote! { ::leptos::Live::new(#[allow(clippy::redundant_closure)] #expr) }
        }
        _ => quote! { #expr },
    }
}

fn is_component(name: &NodeName) -> bool {
    name.to_string().starts_with(|letter: char| letter.is_ascii_uppercase())
        || name.to_string().contains("::")
}

/// The expression behind `=`; nothing if there is none.
fn value_of(attribute: &KeyedAttribute) -> Result<Option<TokenStream>> {
    match &attribute.possible_value {
        KeyedAttributeValue::None => Ok(None),
        KeyedAttributeValue::Binding(binding) => {
            Err(Error::new(binding.paren.span.join(), "bindings are not supported"))
        }
        KeyedAttributeValue::Value(value) => Ok(Some(match &value.value {
            KVAttributeValue::Expr(expr) => computed(expr),
            KVAttributeValue::InvalidBraced(block) => quote! { #block },
        })),
    }
}

fn keyed(attribute: &NodeAttribute) -> Result<&KeyedAttribute> {
    match attribute {
        NodeAttribute::Attribute(attribute) => Ok(attribute),
        NodeAttribute::Block(block) => {
            Err(Error::new(block.span(), "a block for attributes is not supported"))
        }
    }
}

fn component(element: &NodeElement<impl CustomNode>) -> Result<TokenStream> {
    let name = element.name();
    let mut properties = TokenStream::new();
    for attribute in element.attributes() {
        let attribute = keyed(attribute)?;
        let key = &attribute.key;
        if key.to_string().contains(':') || key.to_string() == "let" {
            return Err(Error::new(key.span(), "components have only properties"));
        }
        let value = match &attribute.possible_value {
            // A property may take a closure of a type of its own.
            KeyedAttributeValue::Value(value) => value.value.to_token_stream(),
            _ => key.to_token_stream(),
        };
        properties.extend(quote! { .#key(#value) });
    }
    if !element.children.is_empty() {
        let children = view(&element.children)?;
        properties
            .extend(quote! { .children(::leptos::children::ToChildren::to_children(move || #children)) });
    }
    Ok(quote! {
        ::leptos::component::component_view(
            &#name,
            ::leptos::component::component_props_builder(&#name)#properties.build()
        )
    })
}

/// An element with all that is in it: its plan, and the calls that hand over what is not fixed.
#[derive(Default)]
struct Markup {
    plan: Plan,
    calls: TokenStream,
}

impl Markup {
    fn element(&mut self, element: &NodeElement<impl CustomNode>, in_svg: bool) -> Result<()> {
        let (name, at) = (element.name().to_string(), element.name().span());
        let tag = plain(&name);
        let svg = in_svg || SVG.contains(&tag);
        self.plan.step(if svg { plan::SVG } else { plan::HTML }, tag, at)?;
        for attribute in element.attributes() {
            self.attribute(keyed(attribute)?)?;
        }
        each(&element.children, &mut |child| self.child(child, svg))?;
        self.plan.step(plan::END, "", at)
    }

    fn attribute(&mut self, attribute: &KeyedAttribute) -> Result<()> {
        let (key, at) = (attribute.key.to_string(), attribute.key.span());
        let value = value_of(attribute)?;
        let unsupported = || Error::new(at, format!("`{key}` is not supported here"));
        match (key.split_once(':'), value) {
            (None, _) if ["style", "inner_html", "node_ref"].contains(&&*key) => return Err(unsupported()),
            (None, None) => self.plan.step(plan::FIXED, &format!("{}=", plain(&key)), at)?,
            (None, Some(value)) => match attribute.value().and_then(literal) {
                Some(text) => self.plan.step(plan::FIXED, &format!("{}={text}", plain(&key)), at)?,
                None => {
                    self.hole(plan::ATTRIBUTE, plain(&key), at, quote_spanned! { at=> .value(#value) })?
                }
            },
            (Some(("prop", name)), Some(value)) => {
                self.hole(plan::PROPERTY, name, at, quote_spanned! { at=> .value(#value) })?;
            }
            (Some(("on", name)), Some(handler)) if name.bytes().all(|letter| letter.is_ascii_lowercase()) => {
                let event = format_ident!("{name}", span = at);
                self.hole(plan::LISTENER, name, at, quote! { .on(::leptos::ev::#event, #handler) })?;
            }
            _ => return Err(unsupported()),
        }
        Ok(())
    }

    fn child(&mut self, child: &Node<impl CustomNode>, in_svg: bool) -> Result<()> {
        let at = child.span();
        if let Some(text) = text(child) {
            return self.plan.step(plan::TEXT, &text, at);
        }
        let view = match child {
            Node::Element(element) if !is_component(element.name()) => return self.element(element, in_svg),
            Node::Block(block) => rendered(block),
            Node::Element(element) => component(element)?,
            node => return one(node).map(drop),
        };
        self.hole(plan::VIEW, "", at, quote! { .view(#view) })
    }

    fn hole(&mut self, mark: char, about: &str, at: proc_macro2::Span, call: TokenStream) -> Result<()> {
        self.calls.extend(call);
        self.plan.step(mark, about, at)
    }
}

/// A name as the browser knows it: `use_` and `r#type` are what Rust makes one write.
fn plain(name: &str) -> &str {
    name.trim_start_matches("r#").trim_end_matches('_')
}

const SVG: [&str; 9] = ["svg", "use", "g", "path", "rect", "line", "circle", "polyline", "text"];
