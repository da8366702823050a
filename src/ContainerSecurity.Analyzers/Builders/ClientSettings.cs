using ContainerSecurity.Analyzers.Judging;
using ContainerSecurity.Analyzers.Projection;
using ContainerSecurity.Analyzers.Roots;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ContainerSecurity.Analyzers.Builders;

/// <summary>Settings of the Kubernetes client, as the kubeconfig that says the same.</summary>
internal sealed class ClientSettings(ProjectionContext projection, DiagnosticReporter reporter)
{
    private static readonly Root Cluster = new(RootFormat.Kubernetes, "Config", "v1", ["clusters", "", "cluster"], false);

    /// <summary>Judges an assignment; most set something else.</summary>
    public void Judge(ISimpleAssignmentOperation assignment, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (assignment.Target is not IPropertyReferenceOperation { Property: { Name: "SkipTlsVerify", ContainingType: { } type } } || !IsOfClient(type))
            return;
        Origin origin = projection.Sources.OriginOf(assignment.Syntax);
        Draft value = new Projector(projection, BodyFacts.None, 0, cancellation).Project(assignment.Value);
        var cluster = new MappingDraft(origin) { IsOpen = true };
        value.Origin = origin;
        cluster.Set("insecure-skip-tls-verify", origin, value);
        var document = RootDocument.Of(Cluster, cluster, origin);
        reporter.Report(
            document.Resources,
            finding => document.PlaceOf(finding, projection.Sources) is { } place ? new Place(place, false) : null,
            assignment.Syntax.GetLocation(),
            report);
    }

    private static bool IsOfClient(INamedTypeSymbol type)
    {
        INamespaceSymbol? space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            space = space.ContainingNamespace;
        return space?.Name == "k8s";
    }
}
