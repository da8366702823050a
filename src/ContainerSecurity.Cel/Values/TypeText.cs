namespace ContainerSecurity.Cel.Values;

/// <summary>Reads types and the signatures of functions.</summary>
internal sealed class TypeText(string text)
{
    private int at;

    public CelType ReadAll()
    {
        CelType type = Read();
        SkipSpace();
        return at == text.Length ? type : throw new FormatException($"'{text}' is not a type: unexpected '{text[at]}' at {at}.");
    }

    /// <summary>Reads <c>name(T, ...) -> R</c> or <c>T.name(...) -> R</c>; the receiver is the first parameter.</summary>
    public static (CelType[] Parameters, CelType Result) Signature(string text, bool member)
    {
        var reader = new TypeText(text);
        var parameters = new List<CelType>();
        if (member)
        {
            parameters.Add(reader.Read());
            reader.Expect('.');
        }
        reader.at = text.IndexOf('(', reader.at) + 1;
        reader.SkipSpace();
        while (reader.Peek() != ')')
        {
            parameters.Add(reader.Read());
            reader.Accept(',');
            reader.SkipSpace();
        }
        reader.at++;
        reader.SkipSpace();
        reader.Expect('-');
        reader.Expect('>');
        return ([.. parameters], reader.ReadAll());
    }

    /// <summary>The name in a signature, and the number of its parameters, the receiver included.</summary>
    public static (string Name, int Parameters) NameOf(string signature, bool member)
    {
        int parameters = Signature(signature, member).Parameters.Length;
        var reader = new TypeText(signature);
        if (member)
        {
            reader.Read();
            reader.at++;
        }
        return (signature.Substring(reader.at, signature.IndexOf('(', reader.at) - reader.at).Trim(), parameters);
    }

    public CelType Read()
    {
        SkipSpace();
        bool parameter = Accept('$');
        int start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_' || (text[at] == '.' && !IsMember())))
            at++;
        string name = text.Substring(start, at - start);
        if (name.Length == 0)
            throw new FormatException($"'{text}' is not a type.");
        if (parameter || (name.Length == 1 && char.IsUpper(name[0])))
            return CelType.Parameter(name);
        var items = new List<CelType>();
        if (Accept('('))
        {
            do
                items.Add(Read());
            while (Accept(','));
            Expect(')');
        }
        return Make(name, items);
    }

    // The dot before a member's name is followed by a lower-case word and a parenthesis.
    private bool IsMember()
    {
        int i = at + 1;
        while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '@'))
            i++;
        return i < text.Length && text[i] == '(' && text.IndexOf("->", i, StringComparison.Ordinal) > 0;
    }

    private static CelType Make(string name, List<CelType> items) => (name, items.Count) switch
    {
        ("dyn", 0) or ("any", 0) or ("google.protobuf.Any", 0) => CelType.Dyn,
        ("null_type", 0) or ("null", 0) => CelType.Null,
        ("bool", 0) => CelType.Bool,
        ("int", 0) => CelType.Int,
        ("uint", 0) => CelType.Uint,
        ("double", 0) => CelType.Double,
        ("string", 0) => CelType.String,
        ("bytes", 0) => CelType.Bytes,
        ("timestamp", 0) or ("google.protobuf.Timestamp", 0) => CelType.Timestamp,
        ("duration", 0) or ("google.protobuf.Duration", 0) => CelType.Duration,
        ("type", 0) => CelType.AnyType,
        ("type", 1) => CelType.TypeOf(items[0]),
        ("list", 0) => CelType.AnyList,
        ("list", 1) => CelType.List(items[0]),
        ("map", 0) => CelType.AnyMap,
        ("map", 2) => CelType.Map(items[0], items[1]),
        ("wrapper", 1) => CelType.Wrapper(items[0]),
        ("optional_type", 1) => CelType.Optional(items[0]),
        (_, 0) when name.IndexOf('.') > 0 && !IsOpaque(name) => CelType.Object(name),
        _ => CelType.Opaque(name, [.. items]),
    };

    private static bool IsOpaque(string name) =>
        name.StartsWith("net.", StringComparison.Ordinal)
        || name.StartsWith("kubernetes.", StringComparison.Ordinal)
        || name.StartsWith("cel.", StringComparison.Ordinal);

    private char Peek() => at < text.Length ? text[at] : '\0';

    private void SkipSpace()
    {
        while (Peek() == ' ')
            at++;
    }

    private bool Accept(char c)
    {
        SkipSpace();
        if (Peek() != c)
            return false;
        at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Accept(c))
            throw new FormatException($"'{text}' is not a type: expected '{c}' at {at}.");
    }
}
