using System.Collections.Immutable;
using System.Composition;
using ContainerSecurity.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ContainerSecurity.Analyzers.CodeFixes;

/// <summary>Adds to a container all the hardening that it lacks: what is there already stays as it is, and what contradicts it is left out.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(HardenContainerFix)), Shared]
public sealed class HardenContainerFix : NodeFix
{
    /// <summary>The properties that satisfy each rule.</summary>
    private static readonly Dictionary<string, string[]> Satisfying = new(StringComparer.Ordinal)
    {
        ["CSEC2002"] = ["AllowPrivilegeEscalation", "SecurityOpt"],
        ["CSEC2003"] = ["RunAsNonRoot"],
        ["CSEC2007"] = ["Drop", "CapDrop"],
        ["CSEC2008"] = ["ReadOnlyRootFilesystem", "ReadonlyRootfs"],
        ["CSEC2010"] = ["SeccompProfile"],
    };

    private static readonly Setting Docker = Setting.Object(
        "HostConfig",
        Setting.Constant("ReadonlyRootfs", "true"),
        Setting.Item("CapDrop", "\"ALL\""),
        Setting.Item("SecurityOpt", "\"no-new-privileges\""));

    /// <inheritdoc/>
    /// <remarks>Any rule may tell of several that are missing.</remarks>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [.. RuleCatalog.All.Select(r => r.Descriptor.Id)];

    private protected override FixReach Reach => FixReach.Project;

    private protected override IEnumerable<Change> ChangesOf(SyntaxNode root, SemanticModel model, Diagnostic diagnostic)
    {
        string[] told = [.. ToldRules.Of(diagnostic).Where(Satisfying.ContainsKey)];
        if (told.Length == 0
            || NodeAt(root, diagnostic.Location.SourceSpan) is not BaseObjectCreationExpressionSyntax creation
            || model.GetTypeInfo(creation).Type is not INamedTypeSymbol type)
            yield break;
        Setting? wanted = type.Name switch
        {
            "V1Container" or "V1EphemeralContainer" => KubernetesFor(creation),
            // A user to run as is not a fix's to choose.
            "CreateContainerParameters" when told.Any(r => r is not ("CSEC2003" or "CSEC2010")) => Docker,
            _ => null,
        };
        if (wanted is null || creation.ContainsDirectives || IsAssignedLater(creation, wanted.Property))
            yield break;
        var writer = new InitializerWriter(model, creation);
        if (writer.With(type, wanted) is { } hardened && told.Any(r => Satisfying[r].Any(writer.Written.Contains)))
            yield return new Change("Harden the container", nameof(HardenContainerFix), creation, _ => hardened);
    }

    private static Setting KubernetesFor(BaseObjectCreationExpressionSyntax container)
    {
        var made = WrittenContext.ValueOf(container.Initializer, "SecurityContext") as BaseObjectCreationExpressionSyntax;
        InitializerExpressionSyntax? context = made?.Initializer;
        var parts = new List<Setting>();
        if (WrittenContext.MayForbidRoot(context ?? container.Initializer))
            parts.Add(Setting.Constant("RunAsNonRoot", "true"));
        if (WrittenContext.MayForbidEscalation(context))
            parts.Add(Setting.Constant("AllowPrivilegeEscalation", "false"));
        parts.Add(Setting.Constant("ReadOnlyRootFilesystem", "true"));
        parts.Add(Setting.Object("Capabilities", Setting.Item("Drop", "\"ALL\"")));
        parts.Add(Setting.Object("SeccompProfile", Setting.Constant("Type", "\"RuntimeDefault\"")));
        return Setting.Object("SecurityContext", [.. parts]);
    }

    /// <summary>Whether other statements of the member set the property: what is written in the initialiser may not be what counts.</summary>
    private static bool IsAssignedLater(SyntaxNode creation, string property) =>
        creation.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Any(a => a.Left.DescendantNodesAndSelf().OfType<MemberAccessExpressionSyntax>().Any(m => m.Name.Identifier.ValueText == property)) == true;
}
