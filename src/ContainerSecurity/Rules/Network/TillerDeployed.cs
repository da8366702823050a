using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7013: Tiller, the server of Helm 2, is gone (NIST SP 800-190 3.3.1).</summary>
internal sealed class TillerDeployed() : Rule(new("CSEC7013", "tiller-deployed", Severity.High,
    "Tiller is deployed",
    "Move to Helm 3 and remove Tiller, its Service and its bindings.")
{
    IsKubernetesOnly = true,
    References = ["NIST SP 800-190 3.3.1"],
}), IJudges<Workload>, IJudges<Service>, ICelRule
{
    private const string Why =
        "the server of Helm 2, which does what anyone asks who reaches its port, mostly as cluster-admin. Allowed: Helm 3, which has no server.";

    public void Judge(Service service, RuleContext context)
    {
        if (service.Name.Is("tiller-deploy") || AreTillers(service.Root["spec"].Map("selector")))
            context.Report(service, $"{service} leads to Tiller, {Why}");
    }

    public void Judge(Workload workload, RuleContext context)
    {
        bool isFound = false;
        foreach (ImageUse image in workload.Images)
            if (image.Reference is { } reference && IsTiller(reference.Repository))
            {
                isFound = true;
                context.Report(image, $"{image}: Tiller, {Why}", container: image.Container);
            }
        if (!isFound && AreTillers(workload.PodLabels))
            context.Report(workload.PodLabels["name"], $"{workload} has the labels of Tiller, {Why}");
    }

    private static bool IsTiller(string repository) => repository == "tiller" || repository.EndsWith("/tiller", StringComparison.Ordinal);

    private static bool AreTillers(FieldMap labels) => !labels.IsEmpty && labels["app"].Is("helm") && labels["name"].Is("tiller");

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects([.. AdmissionResources.Workloads, .. AdmissionResources.Services], $$"""
            object.kind == 'Service' ? object.metadata.?name.orValue('') == 'tiller-deploy' || {{AreTillersInCel("dyn(object).?spec.?selector")}} :
            {{AreTillersInCel("variables.podMetadata.?labels")}}
            """)
        .And(CelItems.Images, "i.name.endsWith('/tiller')")
        .Judging("object.metadata.?labels.?app", "object.metadata.?labels.?name");

    private static string AreTillersInCel(string labels) => $"({labels}.?app.orValue('') == 'helm' && {labels}.?name.orValue('') == 'tiller')";
}
