//! A function in parts, so that a style can write it with other attributes or another body.

pub struct Function {
    pub name: String,
    /// The parameters and their types, without `self`.
    parameters: Vec<(String, String)>,
    pub output: String,
    pub body: String,
    /// The type of `self`, if the function is a method.
    pub receiver: Option<&'static str>,
    pub is_async: bool,
    /// Whether the function returns a `Result`.
    pub is_fallible: bool,
}

impl Function {
    /// Parses `async fn name(&mut self, parameter: Type) -> Output`, in which `async` and `&mut self` are optional. The
    /// type of `self` is `Account`.
    pub fn new(signature: &str, body: &str) -> Self {
        let (head, output) = signature.split_once(") -> ").expect("an output");
        let (name, parameters) = head.split_once('(').expect("parameters");
        let is_method = parameters.starts_with("&mut self, ");
        Function {
            name: name.rsplit(' ').next().unwrap_or_default().to_owned(),
            parameters: parameters
                .split(", ")
                .filter_map(|parameter| parameter.split_once(": "))
                .map(|(name, of_type)| (name.to_owned(), of_type.to_owned()))
                .collect(),
            output: output.to_owned(),
            body: body.to_owned(),
            receiver: is_method.then_some("Account"),
            is_async: name.starts_with("async "),
            is_fallible: output.starts_with("Result<"),
        }
    }

    /// The source of a function with the same signature.
    pub fn source(&self, attributes: &str, name: &str, body: &str) -> String {
        let receiver = self.receiver.map(|_| "&mut self".to_owned());
        let parameters = self.parameters.iter();
        let parameters = parameters.map(|(name, of_type)| format!("{name}: {of_type}"));
        let parameters: Vec<String> = receiver.into_iter().chain(parameters).collect();
        let parameters = parameters.join(", ");
        let keyword = if self.is_async { "async fn" } else { "fn" };
        let output = &self.output;
        let function = format!(
            "{attributes}\npub {keyword} {name}({parameters}) -> {output} {{\n{body}\n}}\n"
        );
        match self.receiver {
            Some(receiver) => format!("impl {receiver} {{\n{function}}}\n"),
            None => function,
        }
    }

    /// The names of the parameters, each written by `write`, separated by commas.
    pub fn arguments(&self, write: impl Fn(&str) -> String) -> String {
        let names = self.parameters.iter().map(|(name, _)| write(name));
        names.collect::<Vec<String>>().join(", ")
    }

    /// The arguments as part of a format string.
    pub fn message(&self) -> String {
        self.arguments(|name| format!("{name}={{{name}:?}}"))
    }
}
