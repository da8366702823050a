using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Kyverno;

/// <summary>Reads Kyverno's ValidatingPolicy (policies.kyverno.io), with what it is for pod controllers.</summary>
internal static class ValidatingPolicyReader
{
    public const string Group = "policies.kyverno.io";

    public static PolicyDefinition Read(MappingNode node, string kind)
    {
        var source = new PolicySource(node, KyvernoLibraries.Scope);
        CelValue spec = source.Value.Find("spec");
        var match = new MatchConstraints(spec.Find("matchConstraints"));
        var programs = new List<PolicyProgram> { Program(source, spec, match) };
        if (match.IsPodsOnly)
            AddControllers(programs, source, spec, match.Operations);
        return new PolicyDefinition(kind, source.Value.FindText("metadata", "name") ?? "", node, programs)
        {
            Enforcement = PolicyBinding.ReadActions(spec.Find("validationActions"), Enforcement.Deny),
        };
    }

    /// <summary>An ImageValidatingPolicy, which nobody but Kyverno with its registries can evaluate.</summary>
    public static PolicyDefinition ReadOfImages(MappingNode node, string kind)
    {
        PolicyDefinition policy = Read(node, kind);
        return policy with
        {
            Programs = [.. policy.Programs.Select(p => new PolicyProgram { Match = p.Match })],
            Unevaluable = "it verifies images, which needs their registry",
        };
    }

    private static void AddControllers(List<PolicyProgram> programs, PolicySource source, CelValue spec, IReadOnlyList<string> operations)
    {
        string[] controllers = spec.Find("autogen", "podControllers", "controllers") is { Kind: CelKind.List } named
            ? named.Texts()
            : [.. Autogen.Controllers.Keys];
        string[] templated = [.. controllers.Where(c => c != "cronjobs")];
        if (templated.Length > 0)
            programs.Add(Program(
                source.Rewritten(t => Autogen.Rewrite(t, Autogen.PodTemplate, keepsIdentity: true)),
                spec,
                new ControllerMatch(templated, operations)));
        if (templated.Length < controllers.Length)
            programs.Add(Program(
                source.Rewritten(t => Autogen.Rewrite(t, Autogen.JobTemplate, keepsIdentity: true)),
                spec,
                new ControllerMatch(["cronjobs"], operations)));
    }

    private static PolicyProgram Program(PolicySource source, CelValue spec, IRequestMatch match)
    {
        IReadOnlyList<NamedExpression> variables = source.Variables(spec.Find("variables"));
        return new PolicyProgram
        {
            Match = match,
            Conditions = source.Conditions(spec.Find("matchConditions")),
            Variables = variables,
            Validations = source.Validations(spec.Find("validations"), variables),
            AuditAnnotations = source.Annotations(spec.Find("auditAnnotations"), variables),
            FailsClosed = spec.FindText("failurePolicy") != "Ignore",
            IsNamespaceTyped = false,
        };
    }
}
