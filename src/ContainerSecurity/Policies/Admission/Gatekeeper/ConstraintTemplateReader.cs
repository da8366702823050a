using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Gatekeeper;

/// <summary>Reads Gatekeeper's ConstraintTemplate with the engine K8sNativeValidation, and constraints of it. Templates in Rego are not for this engine.</summary>
internal static class ConstraintTemplateReader
{
    public const string Group = "templates.gatekeeper.sh";
    public const string ConstraintGroup = "constraints.gatekeeper.sh";
    public const string Kind = "ConstraintTemplate";
    private static readonly ConstraintMatch Everything = new(CelValue.Null);

    public static IEnumerable<PolicyDefinition> Read(MappingNode node, int minorVersion)
    {
        var scope = new PolicyScope(PolicyScope.OfApiServer(minorVersion, hasParameters: true), "anyObject", "params") { HasVariablesInConditions = true };
        var source = new PolicySource(node, scope);
        foreach (CelValue target in source.Value.Find("spec", "targets").Items())
            foreach (CelValue code in target.Find("code").Items())
                if (code.FindText("engine") == "K8sNativeValidation")
                    yield return new PolicyDefinition(Kind, source.Value.FindText("metadata", "name") ?? "", node, [Program(source, code.Find("source"))])
                    {
                        NeedsBinding = true,
                        ParameterKind = source.Value.Find("spec", "crd", "spec", "names"),
                    };
    }

    public static PolicyBinding ReadConstraint(MappingNode node, string template)
    {
        CelValue value = DocumentValue.Of(node), spec = value.Find("spec");
        return new PolicyBinding(value.FindText("metadata", "name") ?? "", Kind, template, new ConstraintMatch(spec.Find("match")), spec.FindText("enforcementAction") switch
        {
            "warn" => Enforcement.Warn,
            "dryrun" => Enforcement.Audit,
            _ => Enforcement.Deny,
        })
        {
            OwnParameters = value,
        };
    }

    private static PolicyProgram Program(PolicySource source, CelValue code)
    {
        IReadOnlyList<NamedExpression> variables = source.Variables(code.Find("variables"));
        return new PolicyProgram
        {
            Match = Everything,
            Conditions = source.Conditions(code.Find("matchConditions")),
            Variables = variables,
            Validations = source.Validations(code.Find("validations"), variables),
            FailsClosed = code.FindText("failurePolicy") != "Ignore",
            FixedVariable = (name, state) => name switch
            {
                "anyObject" => state.Object.IsNull() ? state.OldObject : state.Object,
                "params" => state.Parameters.Find("spec", "parameters") is { Kind: CelKind.Map } parameters ? parameters : CelFields.Map(),
                _ => null,
            },
        };
    }
}
