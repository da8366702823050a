using System.Collections.Concurrent;
using System.Collections.Immutable;
using ContainerSecurity.Analyzers.Roots;
using Microsoft.CodeAnalysis;

namespace ContainerSecurity.Analyzers.Projection;

/// <summary>What all bodies of one compilation share: its names, its roots, its places. Safe for several threads.</summary>
/// <param name="compilation">The compilation.</param>
/// <param name="sources">Places in its trees.</param>
internal sealed class ProjectionContext(Compilation compilation, SourceMap sources)
{
    private readonly ConcurrentDictionary<ITypeSymbol, Root?> roots = new(SymbolEqualityComparer.Default);

    public SourceMap Sources => sources;

    public MemberNames Names { get; } = new();

    /// <summary>What objects of a type are judged as; null where they are not.</summary>
    public Root? RootOf(ITypeSymbol? type) => type is null ? null : roots.GetOrAdd(type, RootTable.Find);

    /// <summary>The operation of a place in this compilation's source, as the helper methods and fields that a body uses are.</summary>
    public IOperation? OperationOf(SyntaxNode syntax, CancellationToken cancellation)
    {
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            return null;
#pragma warning disable RS1030 // Only for the few members that an object is made with, and not for the whole project.
        return compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation);
#pragma warning restore RS1030
    }

    /// <summary>The semantic model of a file of this compilation.</summary>
    public SemanticModel ModelOf(SyntaxTree tree)
    {
#pragma warning disable RS1030 // Only for the few findings that concern a constant.
        return compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
    }

    /// <summary>The facts of another member's body; none where it has no body.</summary>
    public BodyFacts FactsOf(SyntaxNode body, CancellationToken cancellation) =>
        OperationOf(body, cancellation) is { } operation ? new BodyFacts(ImmutableArray.Create(operation)) : BodyFacts.None;
}
