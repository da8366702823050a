using ContainerSecurity.Policies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ContainerSecurity.Analyzers.Judging;

/// <summary>
/// Tells whether a project says something itself of a rule: in its policy, in configuration files, on the compiler's command line, by a pragma or
/// an attribute. The compiler applies most of these after the analyzer, to the rule's own diagnostic.
/// </summary>
internal sealed class RuleSwitches(Compilation compilation, AnalyzerOptions options, Policy policy)
{
    private readonly Lazy<string[]> suppressed = new(() =>
        [.. compilation.Assembly.GetAttributes().Where(a => IsSuppression(a.AttributeClass?.Name)).Select(CheckOf)]);

    /// <summary>Whether something is said of a rule that concerns a place.</summary>
    public bool Speak(string rule, string category, Location place, CancellationToken cancellation) =>
        (policy.Rules.TryGetValue(rule, out RuleSetting? setting) && setting.Severity is not null)
        || compilation.Options.SpecificDiagnosticOptions.ContainsKey(rule)
        || (place.SourceTree is { } tree
            && (IsConfigured(rule, category, tree, cancellation)
                || tree.GetRoot(cancellation) is var root && (IsInPragma(rule, root) || IsInAttribute(rule, root, place))));

    private bool IsConfigured(string rule, string category, SyntaxTree tree, CancellationToken cancellation)
    {
        if (compilation.Options.SyntaxTreeOptionsProvider is { } provider
            && (provider.TryGetDiagnosticValue(tree, rule, cancellation, out _) || provider.TryGetGlobalDiagnosticValue(rule, cancellation, out _)))
            return true;
        return options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue($"dotnet_analyzer_diagnostic.category-{category}.severity", out _);
    }

    private static bool IsInPragma(string rule, SyntaxNode root)
    {
        for (DirectiveTriviaSyntax? at = root.ContainsDirectives ? root.GetFirstDirective(IsPragma) : null; at is not null; at = at.GetNextDirective(IsPragma))
            if (((PragmaWarningDirectiveTriviaSyntax)at).ErrorCodes.Any(c => c is IdentifierNameSyntax name && name.Identifier.ValueText == rule))
                return true;
        return false;
    }

    private bool IsInAttribute(string rule, SyntaxNode root, Location place) =>
        Array.Exists(suppressed.Value, s => s.StartsWith(rule, StringComparison.Ordinal))
        || root.FindNode(place.SourceSpan).AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
            .SelectMany(m => m.AttributeLists).SelectMany(l => l.Attributes)
            .Any(a => IsSuppression(ValueNameOf(a.Name)) && a.ToString().Contains(rule));

    private static bool IsPragma(DirectiveTriviaSyntax directive) => directive.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia);

    private static bool IsSuppression(string? attribute) => attribute is not null && attribute.Contains("SuppressMessage");

    private static string ValueNameOf(NameSyntax name) => name is QualifiedNameSyntax qualified ? qualified.Right.Identifier.ValueText : name.ToString();

    private static string CheckOf(AttributeData attribute) => attribute.ConstructorArguments is [_, { Value: string check }] ? check : "";
}
