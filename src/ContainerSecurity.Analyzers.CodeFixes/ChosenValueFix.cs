using System.Collections.Immutable;
using System.Composition;
using ContainerSecurity.Hardening;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>
/// Sets the safe value where it changes what a program works in: its user, network, processes, files or tokens. Whether the program can do with it, a
/// person has to know, for each place.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ChosenValueFix)), Shared]
public sealed class ChosenValueFix : ValueFix
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [.. SafeValues.Rules.Where(r => !AutomaticFixes.Has(r))];

    private protected override FixReach Reach => FixReach.Finding;
}
