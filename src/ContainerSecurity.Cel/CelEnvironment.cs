using ContainerSecurity.Cel.Checking;
using ContainerSecurity.Cel.Evaluation;
using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel;

/// <summary>What expressions may use: variables, functions, types. Immutable and safe for use from any thread.</summary>
public sealed class CelEnvironment
{
    private readonly ParserLimits limits;
    private readonly CelEnvironmentBuilder builder;
    private readonly HashSet<string> namespaces;

    private CelEnvironment(CelEnvironmentBuilder builder, CelEnvironment? like)
    {
        this.builder = builder;
        limits = new ParserLimits(builder.MaxExpressionLength, builder.MaxNesting, !builder.IsLenient);
        Container = builder.Container;
        TypeProvider = builder.TypeProvider;
        StrictLiterals = builder.StrictLiterals;
        HomogeneousLiterals = builder.HomogeneousLiterals;
        IsLenient = builder.IsLenient;
        HasLenientOptionals = builder.HasLenientOptionals;
        FreeConstantLists = builder.FreeConstantLists;
        Variables = new Dictionary<string, CelType>(builder.Variables);
        if (like is not null && like.builder.Libraries.SequenceEqual(builder.Libraries))
        {
            (Functions, Macros, Types) = (like.Functions, like.Macros, like.Types);
            namespaces = Namespaces(Variables.Keys.Concat(Types.Keys));
            return;
        }
        Collisions.Check(builder.Libraries);
        Functions = builder.Libraries.SelectMany(l => l.Overloads).GroupBy(o => o.Function).ToDictionary(g => g.Key, Distinct);
        Macros = builder.Libraries.SelectMany(l => l.Macros).GroupBy(m => m.Function).ToDictionary(g => g.Key, g => g.ToArray());
        Types = [];
        foreach (CelLibrary library in builder.Libraries)
            foreach (KeyValuePair<string, CelType> type in library.Types)
                Types[type.Key] = type.Value;
        namespaces = Namespaces(Variables.Keys.Concat(Types.Keys));
    }

    /// <summary>The standard functions and macros, and nothing else.</summary>
    public static CelEnvironment Standard { get; } = Create(_ => { });

    /// <summary>The namespace in which names are looked up first; empty for none.</summary>
    public string Container { get; }
    internal ICelTypeProvider? TypeProvider { get; }
    internal bool StrictLiterals { get; }
    internal bool HomogeneousLiterals { get; }
    internal bool IsLenient { get; }
    internal bool HasLenientOptionals { get; }
    internal bool FreeConstantLists { get; }
    internal Dictionary<string, CelType> Variables { get; }
    internal Dictionary<string, CelOverload[]> Functions { get; }
    internal Dictionary<string, Macro[]> Macros { get; }
    internal Dictionary<string, CelType> Types { get; }

    /// <summary>Makes an environment.</summary>
    /// <exception cref="ArgumentException">Two functions collide: they have a name, and arguments that fit both.</exception>
    public static CelEnvironment Create(Action<CelEnvironmentBuilder> configure)
    {
        var builder = new CelEnvironmentBuilder([StandardLibrary.Instance]);
        (configure ?? throw new ArgumentNullException(nameof(configure)))(builder);
        return new CelEnvironment(builder.Seal(), like: null);
    }

    /// <summary>This environment with additions.</summary>
    /// <exception cref="ArgumentException">An added function collides with another one.</exception>
    public CelEnvironment Extend(Action<CelEnvironmentBuilder> configure)
    {
        var builder = new CelEnvironmentBuilder(this.builder);
        (configure ?? throw new ArgumentNullException(nameof(configure)))(builder);
        return new CelEnvironment(builder.Seal(), like: this);
    }

    // A later library may answer an overload in its own way.
    private static CelOverload[] Distinct(IEnumerable<CelOverload> overloads)
    {
        var distinct = new List<CelOverload>();
        foreach (CelOverload overload in overloads)
        {
            int known = distinct.FindIndex(o => o.Id == overload.Id && o.IsMember == overload.IsMember);
            if (known < 0)
                distinct.Add(overload);
            else
                distinct[known] = overload;
        }
        return [.. distinct];
    }

    /// <summary>Whether a name is what qualified names of variables or types start with.</summary>
    internal bool IsNamespace(string name) => namespaces.Contains(name);

    private static HashSet<string> Namespaces(IEnumerable<string> names) =>
        [.. names.Where(n => n.IndexOf('.') > 0).Select(n => n.Substring(0, n.IndexOf('.')))];

    internal CelType? FindType(string name) => Types.TryGetValue(name, out CelType? type) ? type : TypeProvider?.FindType(name);

    /// <summary>Parses and type-checks an expression.</summary>
    public CelCompilation Compile(string expression) => Compile(expression, check: true);

    /// <summary>Parses an expression and leaves its types to the evaluation.</summary>
    public CelCompilation Parse(string expression) => Compile(expression, check: false);

    private CelCompilation Compile(string expression, bool check)
    {
        _ = expression ?? throw new ArgumentNullException(nameof(expression));
        Expr parsed;
        try
        {
            parsed = Parser.Parse(expression, limits, Macros);
        }
        catch (CelSyntaxException e)
        {
            return new CelCompilation(this, expression, null, check, [new CelIssue(expression, e.Position, e.Message)]);
        }
        return new CelCompilation(this, expression, parsed, check, check ? Checker.Check(parsed, expression, this) : []);
    }
}
