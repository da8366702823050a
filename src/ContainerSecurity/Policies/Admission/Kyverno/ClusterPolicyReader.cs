using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>
/// Reads the rules of Kyverno's ClusterPolicy and Policy (kyverno.io) that validate. Those in CEL can be evaluated, of
/// those in its other languages it is known what they select.
/// </summary>
internal static class ClusterPolicyReader
{
    public const string Group = "kyverno.io";
    private const string AutogenAnnotation = "pod-policies.kyverno.io/autogen-controllers";
    private static readonly string[] Languages = ["pattern", "anyPattern", "deny", "foreach", "podSecurity", "manifests", "assert"];
    private static readonly string[] Templated = ["DaemonSet", "Deployment", "Job", "StatefulSet", "ReplicaSet", "ReplicationController"];

    public static IEnumerable<PolicyDefinition> Read(MappingNode node, string kind)
    {
        var source = new PolicySource(node, KyvernoLibraries.Scope);
        CelValue spec = source.Value.Find("spec");
        string name = source.Value.FindText("metadata", "name") ?? "";
        string[] controllers = (source.Value.FindText("metadata", "annotations", AutogenAnnotation) ?? "all").Split(',').Select(c => c.Trim()).ToArray();
        foreach (CelValue rule in spec.Find("rules").Items())
            if (!rule.Find("validate").IsNull() || !rule.Find("verifyImages").IsNull())
                yield return ReadRule(
                    new PolicyDefinition(
                        kind, name, node, Programs(source, spec, rule, rule.Find("validate", "cel"), controllers)),
                    spec,
                    rule);
    }

    private static PolicyDefinition ReadRule(PolicyDefinition policy, CelValue spec, CelValue rule)
    {
        CelValue parameterKind = rule.Find("validate", "cel", "paramKind");
        return policy with
        {
            RuleName = rule.FindText("name") ?? "",
            Place = rule.As<DocumentMap>()?.Mapping ?? policy.Place,
            Enforcement = ReadAction(rule.FindText("validate", "failureAction") ?? spec.FindText("validationFailureAction")),
            ParameterKind = parameterKind,
            Parameters = parameterKind.IsNull() ? null : new ParameterChoice(parameterKind, rule.Find("validate", "cel", "paramRef")),
            Unevaluable = !rule.Find("verifyImages").IsNull() ? "it verifies images, which needs their registry"
                : rule.Find("validate", "cel").Kind == CelKind.Map ? null
                : $"it validates by {LanguageOf(rule.Find("validate"))} and not in CEL, which only Kyverno evaluates",
        };
    }

    private static string LanguageOf(CelValue validate) =>
        string.Join(", ", Languages.Where(l => !validate.Find(l).IsNull()).Select(l => $"'{l}'").DefaultIfEmpty("something unknown"));

    private static Enforcement ReadAction(string? action) =>
        string.Equals(action, "enforce", StringComparison.OrdinalIgnoreCase) ? Enforcement.Deny : Enforcement.Audit;

    private static List<PolicyProgram> Programs(PolicySource source, CelValue spec, CelValue rule, CelValue cel, string[] controllers)
    {
        CelValue match = rule.Find("match"), exclude = rule.Find("exclude");
        var written = new ClusterPolicyMatch(match, exclude);
        var programs = new List<PolicyProgram> { Program(source, spec, rule, cel, written) };
        if (!written.IsPodsOnly)
            return programs;
        string[] templated = controllers.Contains("all") ? Templated : [.. Templated.Intersect(controllers)];
        if (templated.Length > 0)
            programs.Add(Program(
                source.Rewritten(t => Autogen.Rewrite(t, Autogen.PodTemplate, keepsIdentity: false)),
                spec,
                rule,
                cel,
                new ClusterPolicyMatch(match, exclude, templated)));
        if (controllers.Contains("all") || controllers.Contains("CronJob"))
            programs.Add(Program(
                source.Rewritten(t => Autogen.Rewrite(t, Autogen.JobTemplate, keepsIdentity: false)),
                spec,
                rule,
                cel,
                new ClusterPolicyMatch(match, exclude, ["CronJob"])));
        return programs;
    }

    private static PolicyProgram Program(PolicySource source, CelValue spec, CelValue rule, CelValue cel, IRequestMatch match)
    {
        IReadOnlyList<NamedExpression> variables = source.Variables(cel.Find("variables"));
        return new PolicyProgram
        {
            Match = match,
            Conditions = source.Conditions(rule.Find("celPreconditions")),
            Variables = variables,
            Validations = source.Validations(cel.Find("expressions"), variables),
            AuditAnnotations = source.Annotations(cel.Find("auditAnnotations"), variables),
            FailsClosed = spec.FindText("failurePolicy") != "Ignore",
            IsNamespaceTyped = false,
        };
    }
}
