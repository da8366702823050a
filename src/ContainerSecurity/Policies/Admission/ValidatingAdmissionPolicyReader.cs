using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>Reads ValidatingAdmissionPolicy and its binding, of all versions.</summary>
internal static class ValidatingAdmissionPolicyReader
{
    public const string Group = "admissionregistration.k8s.io";
    public const string Kind = "ValidatingAdmissionPolicy";
    public const string BindingKind = "ValidatingAdmissionPolicyBinding";

    public static PolicyDefinition Read(MappingNode node, int minorVersion)
    {
        bool hasParameters = !DocumentValue.Of(node).Find("spec", "paramKind").IsNull();
        var source = new PolicySource(node, new PolicyScope(PolicyScope.OfApiServer(minorVersion, hasParameters)));
        CelValue spec = source.Value.Find("spec");
        IReadOnlyList<NamedExpression> variables = source.Variables(spec.Find("variables"));
        var program = new PolicyProgram
        {
            Match = new MatchConstraints(spec.Find("matchConstraints")),
            Conditions = source.Conditions(spec.Find("matchConditions")),
            Variables = variables,
            Validations = source.Validations(spec.Find("validations"), variables),
            AuditAnnotations = source.Annotations(spec.Find("auditAnnotations"), variables),
            FailsClosed = spec.FindText("failurePolicy") != "Ignore",
        };
        return new PolicyDefinition(Kind, source.Value.FindText("metadata", "name") ?? "", node, [program]) { ParameterKind = spec.Find("paramKind") };
    }

    /// <summary>A binding whose policy nobody gave.</summary>
    public static PolicyDefinition ReadOrphan(MappingNode node)
    {
        PolicyBinding binding = ReadBinding(node, [], Kind);
        return new PolicyDefinition(BindingKind, binding.Name, node, [new PolicyProgram { Match = binding.Match }])
        {
            Enforcement = binding.Enforcement,
            Unevaluable = $"the policy '{binding.PolicyName}' that the binding names is not among the policies",
        };
    }

    public static PolicyBinding ReadBinding(MappingNode node, IEnumerable<PolicyDefinition> policies, string policyKind)
    {
        CelValue value = DocumentValue.Of(node), spec = value.Find("spec");
        string policyName = spec.FindText("policyName") ?? "";
        CelValue kind = policies.FirstOrDefault(p => p.Kind == policyKind && p.Name == policyName)?.ParameterKind ?? CelValue.Null;
        return new PolicyBinding(
            value.FindText("metadata", "name") ?? "",
            policyKind,
            policyName,
            new MatchConstraints(spec.Find("matchResources")),
            PolicyBinding.ReadActions(spec.Find("validationActions"), Enforcement.Deny))
        {
            // Without a reference, the parameters are null; without a kind, the reference says nothing.
            Parameters = kind.IsNull() || spec.Find("paramRef").IsNull() ? null : new ParameterChoice(kind, spec.Find("paramRef")),
        };
    }
}
