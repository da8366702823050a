using ContainerSecurity.Cel;
using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;

namespace ContainerSecurity.Tests.Policies.Export;

/// <summary>One ValidatingAdmissionPolicy with its binding.</summary>
internal sealed class AdmissionPolicy
{
    private const long CostPerPolicy = 10_000_000;
    private readonly (string Name, CelProgram Program)[] variables;
    private readonly CelProgram[] conditions;
    private readonly (CelProgram Expression, CelProgram? Message)[] validations;
    private readonly HashSet<ApiResource> resources;

    public AdmissionPolicy(NodeView policy, NodeView binding, CelEnvironment environment)
    {
        NodeView spec = policy["spec"];
        Name = policy["metadata"].Text("name").Value;
        Annotations = policy["metadata"].Map("annotations").ToDictionary();
        Actions = [.. binding["spec"].TextList("validationActions").Items.Select(a => a.Value)];
        resources = [.. spec["matchConstraints"].Views("resourceRules").Items.SelectMany(r => r.Value.TextList("resources")
            .Items.Select(n => new ApiResource(r.Value.TextList("apiGroups").Items.Single().Value, n.Value)))];
        conditions = [.. Views(spec, "matchConditions").Select(c => Compile(environment, c.Text("expression").Value, CelType.Bool).Program)];
        ConditionNames = [.. Views(spec, "matchConditions").Select(c => c.Text("name").Value)];
        var compiled = new List<(string, CelProgram)>();
        foreach (NodeView variable in Views(spec, "variables"))
        {
            string name = variable.Text("name").Value;
            CelCompilation value = Compile(environment, variable.Text("expression").Value, null);
            compiled.Add((name, value.Program));
            environment = environment.Extend(e => e.AddVariable("variables." + name, value.ResultType));
        }
        variables = [.. compiled];
        validations = [.. Views(spec, "validations").Select(v => (Compile(environment, v.Text("expression").Value, CelType.Bool).Program,
            v.Text("messageExpression") is { IsKnown: true } message ? Compile(environment, message.Value, CelType.String).Program : null))];
    }

    public string Name { get; }

    public string Rule => Annotations["containersecurity.io/rule"];

    public IReadOnlyDictionary<string, string> Annotations { get; }

    public IReadOnlyList<string> Actions { get; }

    public IReadOnlyList<string> ConditionNames { get; }

    public IReadOnlyList<string> VariableNames => [.. variables.Select(v => v.Name)];

    /// <summary>What the last denial told.</summary>
    public string? Message { get; private set; }

    /// <summary>What the last evaluation cost.</summary>
    public long Cost { get; private set; }

    public bool AppliesTo(Resource resource) => ApiResource.Of(resource) is { } known && resources.Contains(known);

    public bool? Denies(Resource resource)
    {
        if (!AppliesTo(resource))
            return null;
        var bindings = new CelBindings
        {
            ["object"] = CelValue.From(StoredObject.Of(resource.Node)),
            ["oldObject"] = CelValue.Null,
            ["request"] = CelValue.From(CelMap.Of([new(CelValue.From("operation"), CelValue.From("CREATE"))])),
        };
        Cost = 0;
        if (!conditions.All(c => Evaluate(c, bindings).AsBool()))
            return false;
        foreach ((string name, CelProgram program) in variables)
            bindings["variables." + name] = Evaluate(program, bindings);
        foreach ((CelProgram expression, CelProgram? message) in validations)
        {
            if (Evaluate(expression, bindings).AsBool())
                continue;
            Message = message is null ? null : Evaluate(message, bindings).AsString();
            return true;
        }
        return false;
    }

    private CelValue Evaluate(CelProgram program, CelBindings bindings)
    {
        CelEvaluation evaluation = program.Evaluate(bindings);
        Cost += evaluation.Cost;
        Assert.That(evaluation.Value.IsFailure, Is.False, () => $"{Name}: {program.Text}: {evaluation.Value}");
        Assert.That(Cost, Is.LessThan(CostPerPolicy), Name);
        return evaluation.Value;
    }

    private static IEnumerable<NodeView> Views(NodeView view, string key) => view.Views(key).Items.Select(i => i.Value);

    private static CelCompilation Compile(CelEnvironment environment, string expression, CelType? wanted)
    {
        CelCompilation compilation = environment.Compile(expression);
        Assert.That(compilation.Issues.Select(i => i.ToString()), Is.Empty, expression);
        if (wanted is not null)
            Assert.That(compilation.ResultType, Is.EqualTo(wanted), expression);
        return compilation;
    }
}
