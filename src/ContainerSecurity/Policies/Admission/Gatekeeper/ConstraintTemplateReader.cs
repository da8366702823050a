using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission.Gatekeeper;

/// <summary>
/// Reads Gatekeeper's ConstraintTemplate with the engine K8sNativeValidation, and constraints of it. Of templates in
/// Rego it is known what their constraints select.
/// </summary>
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
        string name = source.Value.FindText("metadata", "name") ?? "";
        CelValue[] codes = [.. source.Value.Find("spec", "targets")
            .Items()
            .SelectMany(t => t.Find("code").Items())
            .Where(c => c.FindText("engine") == "K8sNativeValidation")];
        foreach (CelValue code in codes)
            yield return new PolicyDefinition(
                Kind,
                name,
                node,
                [Program(source, code.Find("source"))])
            { NeedsBinding = true, ParameterKind = NamesOf(source) };
        if (codes.Length == 0)
            yield return new PolicyDefinition(Kind, name, node, [new PolicyProgram { Match = Everything }])
            {
                ParameterKind = NamesOf(source),
                Unevaluable = "its template is written in Rego and not in CEL, which only Gatekeeper evaluates",
            };
    }

    /// <summary>A constraint whose template nobody gave.</summary>
    public static PolicyDefinition ReadOrphan(MappingNode node)
    {
        CelValue value = DocumentValue.Of(node);
        PolicyBinding constraint = ReadConstraint(node, "");
        return new PolicyDefinition(value.FindText("kind") ?? "", constraint.Name, node, [new PolicyProgram { Match = constraint.Match }])
        {
            Enforcement = constraint.Enforcement,
            Unevaluable = "the template of the constraint is not among the policies",
        };
    }

    private static CelValue NamesOf(PolicySource source) => source.Value.Find("spec", "crd", "spec", "names");

    public static PolicyBinding ReadConstraint(MappingNode node, string template)
    {
        CelValue value = DocumentValue.Of(node), spec = value.Find("spec");
        return new PolicyBinding(value.FindText("metadata", "name")
            ?? "", Kind, template, new ConstraintMatch(spec.Find("match")), spec.FindText("enforcementAction") switch
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
