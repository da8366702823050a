using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7025: what takes traffic from outside is still mended (NIST SP 800-190 3.1.1).</summary>
internal sealed class IngressControllerRetired() : Rule(new("CSEC7025", "ingress-controller-retired", Severity.Medium,
    "Ingress controller is retired",
    "Move to the Gateway API or to an ingress controller that is maintained.")
{
    IsKubernetesOnly = true,
    References = ["NIST SP 800-190 3.1.1"],
}), IJudges<ImageUse>, IJudges<KubernetesResource>
{
    /// <summary>An old version with known holes is the worse news about the same image.</summary>
    private const string OpenVersion = "CSEC7009";

    public void Judge(ImageUse image, RuleContext context)
    {
        if (context.Resource is Workload
            && image.Reference is { } reference
            && IngressNginx.IsController(reference)
            && IsRetired(RetiredIngressController.IngressNginx, context))
            context.ReportUnlessSaid(
                image,
                $"{image}, the controller {RetiredIngressController.IngressNginx}: what is found in it from now on stays open. "
                    + $"Allowed: {RetiredIngressController.IngressNginx.Successor}.",
                [new StrongerFinding(OpenVersion, context.Resource, image.Location?.Path)],
                container: image.Container);
    }

    public void Judge(KubernetesResource resource, RuleContext context)
    {
        if (resource.Kind != "IngressClass")
            return;
        Field<string> name = resource.Spec.Text("controller");
        if (name.IsKnown && RetiredIngressController.Find(name.Value) is { } controller && IsRetired(controller, context))
            context.Report(
                name,
                $"{resource} is for the controller {controller}: what is found in it from now on stays open. Allowed: {controller.Successor}.");
    }

    private static bool IsRetired(RetiredIngressController controller, RuleContext context) => context.Now >= controller.Since;
}
