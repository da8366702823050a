using ContainerSecurity.Cel.Evaluation;

namespace ContainerSecurity.Cel;

/// <summary>Says what an environment holds.</summary>
public sealed class CelEnvironmentBuilder
{
    private readonly List<CelLibrary> libraries;
    private CelLibrary? own;
    private int ownCount;

    internal CelEnvironmentBuilder(IEnumerable<CelLibrary> libraries) => this.libraries = [.. libraries];

    internal CelEnvironmentBuilder(CelEnvironmentBuilder other) : this(other.libraries)
    {
        Container = other.Container;
        TypeProvider = other.TypeProvider;
        StrictLiterals = other.StrictLiterals;
        HomogeneousLiterals = other.HomogeneousLiterals;
        IsLenient = other.IsLenient;
        HasLenientOptionals = other.HasLenientOptionals;
        FreeConstantLists = other.FreeConstantLists;
        PassesExceptions = other.PassesExceptions;
        MaxExpressionLength = other.MaxExpressionLength;
        MaxNesting = other.MaxNesting;
        foreach (KeyValuePair<string, CelType> variable in other.Variables)
            Variables[variable.Key] = variable.Value;
    }

    internal Dictionary<string, CelType> Variables { get; } = [];
    internal IReadOnlyList<CelLibrary> Libraries => libraries;

    /// <summary>The namespace in which names are looked up first. The default is none.</summary>
    public string Container { get; set; } = "";
    /// <summary>Types with fields. The default is none.</summary>
    public ICelTypeProvider? TypeProvider { get; set; }
    /// <summary>
    /// Whether literals are checked as Kubernetes does: lists and maps of exactly one type, valid patterns, durations,
    /// timestamps and formats. The default is false.
    /// </summary>
    public bool StrictLiterals { get; set; }
    /// <summary>Whether items of lists and maps must fit each other; a value of any type fits. The default is false.</summary>
    public bool HomogeneousLiterals { get; set; }
    /// <summary>Whether values read as in Kubernetes: what has no fields lacks every field, numbers and times are written as Go does.</summary>
    internal bool IsLenient { get; set; }
    /// <summary>Whether <c>or</c> and <c>orValue</c> give back what is no optional, as before cel-go 0.28.</summary>
    internal bool HasLenientOptionals { get; set; }
    /// <summary>Whether lists of constants cost nothing, as in the rules of custom resources. The default is false.</summary>
    public bool FreeConstantLists { get; set; }
    /// <summary>The longest expression in code points. The default is 100,000.</summary>
    public int MaxExpressionLength { get; set; } = 100_000;
    /// <summary>How deep brackets and calls may nest, from 1; chains of operators may be four times as deep. The default is 250.</summary>
    public int MaxNesting { get; set; } = 250;

    /// <summary>
    /// Whether what functions throw that are declared from here on goes through to whoever evaluates, rather than being
    /// an error value of the expression. The default is false.
    /// </summary>
    public bool PassesExceptions { get; set; }

    /// <summary>Declares a variable by its qualified name.</summary>
    public CelEnvironmentBuilder AddVariable(string name, CelType type)
    {
        Variables[name ?? throw new ArgumentNullException(nameof(name))] = type ?? throw new ArgumentNullException(nameof(type));
        return this;
    }

    /// <summary>Takes a variable away.</summary>
    public CelEnvironmentBuilder RemoveVariable(string name)
    {
        Variables.Remove(name ?? throw new ArgumentNullException(nameof(name)));
        return this;
    }

    /// <summary>Adds a library; a second time does nothing.</summary>
    public CelEnvironmentBuilder AddLibrary(CelLibrary library)
    {
        if (!libraries.Contains(library ?? throw new ArgumentNullException(nameof(library))))
            libraries.Add(library);
        return this;
    }

    /// <summary>Adds libraries.</summary>
    public CelEnvironmentBuilder AddLibraries(params CelLibrary[] libraries)
    {
        foreach (CelLibrary library in libraries ?? throw new ArgumentNullException(nameof(libraries)))
            AddLibrary(library);
        return this;
    }

    /// <summary>Declares a function by its signature, <c>name(string, list(T)) -> bool</c>, with its implementation over the arguments.</summary>
    /// <remarks>
    /// What the implementation throws, but for a cancellation and where <see cref="PassesExceptions"/> is set, and a
    /// value that is not of the declared type are error values of the expression. Two functions that one call could mean are refused when the environment is made.
    /// </remarks>
    /// <exception cref="FormatException">The signature is malformed.</exception>
    public CelEnvironmentBuilder AddFunction(string signature, Func<CelValue[], CelValue> implementation) => Add(signature, implementation, member: false);

    /// <summary>Declares a function on a receiver, <c>string.name(int) -> bool</c>; the receiver is the first argument.</summary>
    /// <remarks>Errors, results and collisions are treated as those of <see cref="AddFunction"/>.</remarks>
    /// <exception cref="FormatException">The signature is malformed.</exception>
    public CelEnvironmentBuilder AddMethod(string signature, Func<CelValue[], CelValue> implementation) => Add(signature, implementation, member: true);

    /// <summary>Makes a type known by its name.</summary>
    public CelEnvironmentBuilder AddType(CelType type)
    {
        Own().TypeName(type ?? throw new ArgumentNullException(nameof(type)));
        return this;
    }

    private CelEnvironmentBuilder Add(string signature, Func<CelValue[], CelValue> implementation, bool member)
    {
        _ = signature ?? throw new ArgumentNullException(nameof(signature));
        _ = implementation ?? throw new ArgumentNullException(nameof(implementation));
        (string name, int parameters) = TypeText.NameOf(signature, member);
        string id = $"custom_{name}_{ownCount++}";
        Func<CelValue[], CelValue> call = new OwnFunction(name, TypeText.Signature(signature, member).Result, implementation, PassesExceptions).Call;
        Own().Add(id, name, signature, member: member,
            one: parameters == 1 ? a => call([a]) : null,
            two: parameters == 2 ? (a, b) => call([a, b]) : null,
            many: parameters is 1 or 2 ? null : call);
        return this;
    }

    private CelLibrary Own()
    {
        if (own is null)
            libraries.Add(own = new CelLibrary("own") { IsOwn = true });
        return own;
    }

    internal CelEnvironmentBuilder Seal()
    {
        // Later changes must not reach into an environment that is already made.
        var sealedBuilder = new CelEnvironmentBuilder(this);
        own = null;
        return sealedBuilder;
    }
}
