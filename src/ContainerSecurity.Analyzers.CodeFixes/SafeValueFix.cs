using System.Collections.Immutable;
using System.Composition;
using ContainerSecurity.Hardening;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Sets the safe value where only a permission is taken away.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(SafeValueFix)), Shared]
public sealed class SafeValueFix : ValueFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [.. SafeValues.Rules.Where(AutomaticFixes.Has)];

    private protected override FixReach Reach => FixReach.Solution;
}
