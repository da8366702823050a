using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>What a fix does to one node.</summary>
/// <param name="Title">What the user reads.</param>
/// <param name="Key">The same for changes of the same kind, which are made together when everything is fixed.</param>
/// <param name="Node">The node to change.</param>
/// <param name="Rewrite">Gives the new node; null to remove it from the list that it is an item of.</param>
internal sealed record Change(string Title, string Key, SyntaxNode Node, Func<SyntaxNode, SyntaxNode>? Rewrite);
