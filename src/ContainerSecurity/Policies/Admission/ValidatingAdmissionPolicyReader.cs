using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Kubernetes;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>Reads ValidatingAdmissionPolicy and its binding, of all versions.</summary>
internal static class ValidatingAdmissionPolicyReader
{
    public const string Group = "admissionregistration.k8s.io";
    public const string Kind = "ValidatingAdmissionPolicy";
    public const string BindingKind = "ValidatingAdmissionPolicyBinding";

    private static readonly CelEnvironment Environment = KubernetesEnvironment.CreateForAdmission();

    public static PolicyDefinition Read(MappingNode node)
    {
        var source = new PolicySource(node, Environment);
        CelValue spec = source.Value.Find("spec");
        var program = new PolicyProgram
        {
            Match = new MatchConstraints(spec.Find("matchConstraints")),
            Conditions = source.Named(spec.Find("matchConditions")),
            Variables = source.Named(spec.Find("variables")),
            Validations = source.Validations(spec.Find("validations")),
            AuditAnnotations = source.Named(spec.Find("auditAnnotations"), "key", "valueExpression"),
            FailsClosed = spec.FindText("failurePolicy") != "Ignore",
        };
        return new PolicyDefinition(Kind, source.Value.FindText("metadata", "name") ?? "", node, [program]) { ParameterKind = spec.Find("paramKind") };
    }

    public static PolicyBinding ReadBinding(MappingNode node, IEnumerable<PolicyDefinition> policies, string policyKind)
    {
        CelValue value = DocumentValue.Of(node), spec = value.Find("spec");
        string policyName = spec.FindText("policyName") ?? "";
        CelValue kind = policies.FirstOrDefault(p => p.Kind == policyKind && p.Name == policyName)?.ParameterKind ?? CelValue.Null;
        return new PolicyBinding(value.FindText("metadata", "name") ?? "", policyKind, policyName, new MatchConstraints(spec.Find("matchResources")), PolicyBinding.ReadActions(spec.Find("validationActions"), Enforcement.Deny))
        {
            // Without a reference, the parameters are null; without a kind, the reference says nothing.
            Parameters = kind.IsNull() || spec.Find("paramRef").IsNull() ? null : new ParameterChoice(kind, spec.Find("paramRef")),
        };
    }
}
