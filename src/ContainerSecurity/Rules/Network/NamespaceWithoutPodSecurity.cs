using System.Text.RegularExpressions;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules.Cel;

namespace ContainerSecurity.Rules.Network;

/// <summary>CSEC7010: namespaces enforce a level of Pod Security (CIS Kubernetes 5.2.1).</summary>
internal sealed class NamespaceWithoutPodSecurity() : Rule(new("CSEC7010", "namespace-without-pod-security", Severity.Medium,
    "Namespace without Pod Security",
    "Label it 'pod-security.kubernetes.io/enforce: restricted', or baseline.")
{
    References = ["CIS Kubernetes 5.2.1", "NIST SP 800-190 3.3.4"],
}), IJudges<Namespace>, ICelRule
{
    private const string Prefix = "pod-security.kubernetes.io/";
    private const string VersionSuffix = "-version";
    private const string VersionForm = "^(latest|v1\\.(0|[1-9][0-9]*))$";
    private static readonly string[] Modes = ["enforce", "audit", "warn"];
    private static readonly string[] Levels = ["privileged", "baseline", "restricted"];
    private static readonly Regex Version = new(VersionForm.Replace("$", "\\z"), RegexOptions.CultureInvariant);

    public void Judge(Namespace resource, RuleContext context)
    {
        if (resource.IsSystem)
            return;
        Field<string> enforce = resource.Labels[Prefix + Modes[0]];
        if (enforce.IsMissing || enforce.Is("privileged"))
            context.Report(
                enforce,
                $"{resource} enforces {(enforce.IsMissing ? "no Pod Security level" : $"the Pod Security level '{enforce}'")}, so any pod is admitted. Allowed: baseline, restricted.");
        foreach (string mode in Modes)
        {
            Judge(resource, mode, IsLevel, mode == Modes[0] ? "restricted" : "privileged", "privileged, baseline, restricted", context);
            Judge(resource, mode + VersionSuffix, Version.IsMatch, "latest", "latest, v1.N", context);
        }
    }

    /// <summary>The API server refuses a label that it does not understand; where one is stored already, it takes another value for it.</summary>
    private static void Judge(Namespace resource, string label, Func<string, bool> isRight, string taken, string allowed, RuleContext context)
    {
        Field<string> value = resource.Labels[Prefix + label];
        if (value.Is(v => !isRight(v)))
            context.Report(
                value,
                $"{resource} has '{value}' as {Prefix + label}, which does not exist: the API server refuses it, "
                    + $"and counts it as '{taken}' where it is stored. Allowed: {allowed}.");
    }

    private static bool IsLevel(string level) => Array.IndexOf(Levels, level) >= 0;

    CelCheck ICelRule.InCel(CelContext context) => CelCheck
        .Objects(AdmissionResources.Namespaces, CelText.Any([
            $"!({Label(Modes[0])}.orValue('') in ['baseline', 'restricted'])",
            .. Modes.Select(m => $"!({Label(m)}.orValue('privileged') in {CelText.List(Levels)})"),
            .. Modes.Select(m => $"!{Label(m + VersionSuffix)}.orValue('latest').matches({CelText.Of(VersionForm)})"),
        ]))
        .Unless("object.metadata.?name.orValue('').startsWith('kube-')")
        .JudgingOnly([.. Modes.SelectMany(m => new[] { Label(m), Label(m + VersionSuffix) })]);

    private static string Label(string label) => $"object.metadata.?labels[?'{Prefix}{label}']";
}
