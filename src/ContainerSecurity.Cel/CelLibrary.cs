using ContainerSecurity.Cel.Parsing;

namespace ContainerSecurity.Cel;

/// <summary>Functions, macros and types that an environment can be given. <see cref="CelLibraries"/> lists those that come along.</summary>
public sealed class CelLibrary
{
    private readonly List<CelOverload> overloads = [];
    private readonly List<Macro> macros = [];
    private readonly Dictionary<string, CelType> types = [];

    internal CelLibrary(string name) => Name = name;

    /// <summary>The name of the library.</summary>
    public string Name { get; }

    /// <summary>Whether it holds what a caller declared.</summary>
    internal bool IsOwn { get; init; }

    internal IReadOnlyList<CelOverload> Overloads => overloads;
    internal IReadOnlyList<Macro> Macros => macros;
    internal IReadOnlyDictionary<string, CelType> Types => types;

    internal CelLibrary Add(
        string id,
        string name,
        string signature,
        Func<CelValue>? none = null,
        Func<CelValue, CelValue>? one = null,
        Func<CelValue, CelValue, CelValue>? two = null,
        Func<CelValue[], CelValue>? many = null,
        bool member = false)
    {
        (CelType[] parameters, CelType result) = TypeText.Signature(signature, member);
        overloads.Add(new CelOverload(id, name, member, parameters, result) { None = none, One = one, Two = two, Many = many });
        return this;
    }

    internal CelLibrary Function(string id, string name, string signature, Func<CelValue> body) => Add(id, name, signature, none: body);
    internal CelLibrary Function(string id, string name, string signature, Func<CelValue, CelValue> body) => Add(id, name, signature, one: body);
    internal CelLibrary Function(string id, string name, string signature, Func<CelValue, CelValue, CelValue> body) => Add(id, name, signature, two: body);
    internal CelLibrary Function(string id, string name, string signature, Func<CelValue[], CelValue> body) => Add(id, name, signature, many: body);
    internal CelLibrary Method(string id, string name, string signature, Func<CelValue, CelValue> body) => Add(id, name, signature, one: body, member: true);
    internal CelLibrary Method(
        string id,
        string name,
        string signature,
        Func<CelValue, CelValue, CelValue> body) => Add(id, name, signature, two: body, member: true);
    internal CelLibrary Method(string id, string name, string signature, Func<CelValue[], CelValue> body) => Add(id, name, signature, many: body, member: true);

    internal CelLibrary Macro(params Macro[] macros)
    {
        this.macros.AddRange(macros);
        return this;
    }

    internal CelLibrary TypeName(CelType type)
    {
        types[type.Name] = type;
        return this;
    }
}
