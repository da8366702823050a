using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Resources.Network;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7029: the Kubernetes Dashboard does not run in the cluster (NIST SP 800-190 3.3.1).</summary>
internal sealed class DashboardDeployed() : Rule(new("CSEC7029", "dashboard-deployed", Severity.Medium,
    "Kubernetes Dashboard is deployed",
    "Remove the Dashboard, and use kubectl or a client that runs with the rights of its user.")
{
    IsKubernetesOnly = true,
    References = ["NIST SP 800-190 3.3.1"],
}), IJudges<Workload>, IJudges<Service>, ICelRule
{
    private const string Name = "kubernetes-dashboard";
    private const string Repository = "(^|/)(kubernetesui/dashboard(-[a-z]+)?|kubernetes-dashboard(-[a-z0-9]+)?)(/|$)";
    private const string Why = "which gives a browser the rights of its service account, and is no longer maintained. Allowed: no Dashboard.";

    private static readonly string[] NameLabels = ["k8s-app", "app", "app.kubernetes.io/name"];

    public void Judge(Service service, RuleContext context)
    {
        if (IsNamed(service.Selector) is { } label)
            context.Report(service.Selector[label], $"{service} leads to the Kubernetes Dashboard, {Why}");
    }

    public void Judge(Workload workload, RuleContext context)
    {
        if (FindDashboard(workload.Images) is { } image)
            context.Report(image, $"{image}: the Kubernetes Dashboard, {Why}", container: image.Container);
        else if (IsNamed(workload.PodLabels) is { } label)
            context.Report(workload.PodLabels[label], $"{workload} has the labels of the Kubernetes Dashboard, {Why}");
    }

    private static ImageUse? FindDashboard(IReadOnlyList<ImageUse> images)
    {
        foreach (ImageUse image in images)
            if (image.Reference is { } reference && IsDashboard(reference.Repository))
                return image;
        return null;
    }

    private static bool IsDashboard(string repository) =>
        repository.Contains("dashboard") && Regex.IsMatch(repository, Repository, RegexOptions.CultureInvariant);

    private static string? IsNamed(FieldMap labels) => labels.IsEmpty ? null : Array.Find(NameLabels, l => labels[l].Is(Name));

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects([.. AdmissionResources.Workloads, .. AdmissionResources.Services], $"""
            {CelText.List(NameLabels)}.exists(l, (object.kind == 'Service' ? dyn(object).?spec.?selector :
            variables.podMetadata.?labels)[?l].orValue('') == '{Name}')
            """)
        .And(CelItems.Images, $"i.name.matches('{Repository}')")
        .Judging([.. NameLabels.Select(l => $"object.metadata.?labels[?'{l}']")]);
}
