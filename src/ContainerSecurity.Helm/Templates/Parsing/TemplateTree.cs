namespace ContainerSecurity.Helm.Templates.Parsing;

/// <summary>A template with a name.</summary>
/// <param name="Name">The name that others call it by.</param>
/// <param name="Root">What it holds.</param>
internal sealed record TemplateTree(string Name, ListNode Root);
