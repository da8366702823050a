using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Adds to a container all the hardening that it lacks: what is there already stays as it is.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HardenContainerFix)), Shared]
public sealed class HardenContainerFix : NodeFix
{
    private static readonly Setting Kubernetes = Setting.Object(
        "SecurityContext",
        Setting.Constant("RunAsNonRoot", "true"),
        Setting.Constant("AllowPrivilegeEscalation", "false"),
        Setting.Constant("ReadOnlyRootFilesystem", "true"),
        Setting.Object("Capabilities", Setting.Item("Drop", "\"ALL\"")),
        Setting.Object("SeccompProfile", Setting.Constant("Type", "\"RuntimeDefault\"")));

    private static readonly Setting Docker = Setting.Object(
        "HostConfig",
        Setting.Constant("ReadonlyRootfs", "true"),
        Setting.Item("CapDrop", "\"ALL\""),
        Setting.Item("SecurityOpt", "\"no-new-privileges\""));

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ["CSEC2002", "CSEC2003", "CSEC2007", "CSEC2008", "CSEC2010"];

    private protected override bool IsComplete => true;

    private protected override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        if (NodeAt(root, diagnostic.Location.SourceSpan) is not BaseObjectCreationExpressionSyntax creation
            || model.GetTypeInfo(creation).Type is not INamedTypeSymbol type)
            yield break;
        Setting? wanted = type.Name switch
        {
            "V1Container" or "V1EphemeralContainer" => Kubernetes,
            // A user to run as is not a fix's to choose.
            "CreateContainerParameters" when diagnostic.Id is not ("CSEC2003" or "CSEC2010") => Docker,
            _ => null,
        };
        if (wanted is not null && !IsAssignedLater(creation, wanted.Property) && new InitializerWriter(model, creation).With(type, wanted) is { } hardened)
            yield return new Change("Harden the container", nameof(HardenContainerFix), creation, _ => hardened);
    }

    /// <summary>Whether other statements of the member set the property: what is written in the initialiser may not be what counts.</summary>
    private static bool IsAssignedLater(SyntaxNode creation, string property) =>
        creation.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(a => a.Left.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(m => m.Name.Identifier.ValueText == property)) == true;
}
