using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Templates.Execution;

/// <summary>
/// Calls functions with arguments that are not known. What does not depend on them is answered; functions that only put
/// texts and values together keep what is known around a hole; all else is not known either.
/// </summary>
internal static class OpenCalls
{
    /// <summary>Functions that put texts together, or change them character by character.</summary>
    private static readonly HashSet<string> OfTexts =
    [
        "print", "println", "printf", "quote", "squote", "cat", "toString", "join", "indent", "nindent", "trim", "trimAll", "trimall", "trimSuffix",
        "trimPrefix", "upper", "lower", "title", "untitle", "swapcase", "nospace", "replace", "repeat", "toYaml", "mustToYaml", "toYamlPretty",
        "toJson", "mustToJson", "toPrettyJson", "mustToPrettyJson", "toRawJson", "mustToRawJson", "toStrings", "html", "js", "fail",
    ];

    /// <summary>Functions that put values together, or take them apart without looking at them.</summary>
    private static readonly HashSet<string> OfValues =
    [
        "list", "tuple", "dict", "append", "push", "prepend", "concat", "set", "unset", "get", "index", "pluck", "pick", "omit", "dig", "first", "last", "rest",
        "initial", "reverse", "include", "tpl", "merge", "mustMerge", "mergeOverwrite", "mustMergeOverwrite", "deepCopy", "default", "coalesce",
        "mustAppend", "mustPush", "mustPrepend", "mustFirst", "mustLast", "mustRest", "mustInitial", "mustReverse", "mustDeepCopy", "required",
    ];

    /// <summary>Functions that take what a user has not given for nil, as conditions do.</summary>
    private static readonly HashSet<string> OfNil =
        ["eq", "ne", "kindOf", "kindIs", "typeOf", "typeIs", "typeIsLike", "deepEqual", "has", "mustHas", "compact", "mustCompact", "all", "any", "len"];

    /// <summary>Calls a function of whose arguments one at least is not known.</summary>
    /// <exception cref="GoFunctionException">It fails whatever the arguments are.</exception>
    public static GoValue Call(GoFunction function, GoValue[] arguments) =>
        function.Name switch
        {
            "not" => Truth(!UnknownValue.TruthOf(arguments[0])),
            "empty" => Truth(!UnknownValue.TruthOf(arguments[0])),
            "default" when arguments.Length > 1 => Default(arguments[0], arguments[1]),
            "coalesce" => Coalesce(arguments),
            "all" => All(arguments, wanted: true),
            "any" => All(arguments, wanted: false),
            "ternary" => Ternary(arguments),
            "required" => UnknownValue.TruthOf(arguments[1]) == true ? arguments[1] : UnknownValue.Present,
            "eq" or "ne" => Equality(function, arguments),
            "contains" => Truth(OpenText.Contains(TextOf(arguments[1]), TextOf(arguments[0]))),
            "hasPrefix" => Truth(OpenText.StartsWith(TextOf(arguments[1]), TextOf(arguments[0]))),
            "hasSuffix" => Truth(OpenText.EndsWith(TextOf(arguments[1]), TextOf(arguments[0]))),
            "trunc" when arguments[1] is TextValue text && arguments[0] is IntegerValue count => OpenText.Truncate(text, count.Value),
            "fromYaml" or "fromYamlArray" or "fromJson" or "fromJsonArray" or "mustFromJson" => Parse(function, arguments),
            var name when OfNil.Contains(name) => WithNil(function, arguments),
            var name when OfTexts.Contains(name) || OfValues.Contains(name) => Attempt(function, arguments),
            _ => UnknownValue.Undecided,
        };

    private static GoValue Truth(bool? truth) => truth is { } known ? GoValue.Of(known) : UnknownValue.Undecided;

    private static GoValue Default(GoValue given, GoValue value)
    {
        switch (UnknownValue.TruthOf(value))
        {
            case true:
                return value;
            case false:
                return given;
            default:
                return UnknownValue.WithTruth(UnknownValue.TruthOf(given) == true ? true : null);
        }
    }

    private static GoValue Coalesce(GoValue[] arguments)
    {
        bool isOpen = false;
        foreach (GoValue argument in arguments)
        {
            bool? truth = UnknownValue.TruthOf(argument);
            if (truth == true)
                return isOpen ? UnknownValue.Present : argument;
            isOpen |= truth is null;
        }
        return isOpen ? UnknownValue.Undecided : NilValue.Value;
    }

    private static GoValue All(GoValue[] arguments, bool wanted)
    {
        bool isOpen = false;
        foreach (GoValue argument in arguments)
        {
            bool? truth = UnknownValue.TruthOf(argument);
            if (truth == !wanted)
                return GoValue.Of(!wanted);
            isOpen |= truth is null;
        }
        return isOpen ? UnknownValue.Undecided : GoValue.Of(wanted);
    }

    private static GoValue Ternary(GoValue[] arguments)
    {
        if (arguments[2] is BoolValue decided)
            return decided.Value ? arguments[0] : arguments[1];
        bool? first = UnknownValue.TruthOf(arguments[0]);
        return UnknownValue.WithTruth(first == UnknownValue.TruthOf(arguments[1]) ? first : null);
    }

    /// <summary>Whether the first value equals one of the others, where the known parts of texts tell.</summary>
    private static GoValue Equality(GoFunction function, GoValue[] arguments)
    {
        bool isEqual = function.Name == "eq";
        bool isOpen = false;
        for (int i = 1; i < arguments.Length; i++)
        {
            GoValue[] pair = [arguments[0], arguments[i]];
            if (!Array.Exists(pair, UnknownValue.IsIn) || Array.TrueForAll(pair, v => v is not (TextValue or UnknownValue { IsAbsent: false })))
            {
                if (Comparison.AreEqual(Array.ConvertAll(pair, OrNil)))
                    return GoValue.Of(isEqual);
            }
            else if (pair[0] is not TextValue x || pair[1] is not TextValue y || OpenText.CanEqual(x.Text, y.Text))
            {
                // What is absent equals no text, as nil does not.
                isOpen |= !Array.Exists(pair, v => v is UnknownValue { IsAbsent: true });
            }
        }
        return isOpen ? UnknownValue.Undecided : GoValue.Of(!isEqual);
    }

    private static GoValue WithNil(GoFunction function, GoValue[] arguments)
    {
        GoValue[] known = Array.ConvertAll(arguments, OrNil);
        return Array.Exists(known, UnknownValue.IsIn) ? Certain(function, known) : Attempt(function, known);
    }

    /// <summary>The kind of a text with a hole is known; no more is.</summary>
    private static GoValue Certain(GoFunction function, GoValue[] arguments) =>
        function.Name is "kindOf" or "kindIs" or "typeOf" or "typeIs" or "typeIsLike" && arguments[^1] is TextValue && arguments[0] is not UnknownValue
            ? function.Body(arguments)
            : UnknownValue.Undecided;

    private static GoValue OrNil(GoValue value) => value is UnknownValue { IsAbsent: true } ? NilValue.Value : value;

    /// <summary>Calls a function with holes where it wants texts. Where it fails, it may do so because of what is not known.</summary>
    private static GoValue Attempt(GoFunction function, GoValue[] arguments)
    {
        var prepared = new GoValue[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            GoKind kind = function.ParameterAt(i).Kind;
            if (arguments[i] is UnknownValue && kind is not (GoKind.String or GoKind.Interface or GoKind.Reflected))
                return UnknownValue.Undecided;
            prepared[i] = arguments[i] is UnknownValue && kind == GoKind.String ? GoValue.Of(UnknownValue.Hole.ToString()) : arguments[i];
        }
        try
        {
            return function.Body(prepared);
        }
        catch (Exception failure) when (function.Name != "fail" && failure is GoFunctionException or InvalidCastException or ArgumentException)
        {
            return UnknownValue.Undecided;
        }
        catch (TemplateException failure) when (!failure.IsFinal && function.Name == "tpl")
        {
            return UnknownValue.Undecided;
        }
    }

    /// <summary>Reads a text with holes; what is nothing but a hole is not known, and need not be a text.</summary>
    private static GoValue Parse(GoFunction function, GoValue[] arguments)
    {
        if (arguments[0] is not TextValue text || UnknownValue.TruthOf(text) is null)
            return UnknownValue.Undecided;
        GoValue read = Attempt(function, arguments);
        return read is MapValue { Count: 1 } map && map["Error"] is not null ? UnknownValue.Undecided : Opened(read, 0);
    }

    private static GoValue Opened(GoValue value, int depth)
    {
        const int DeepestNesting = 500;
        if (depth > DeepestNesting)
            throw new GoFunctionException($"a value is nested deeper than {DeepestNesting} levels");
        switch (value)
        {
            case MapValue map:
                foreach (object key in map.SortedKeys())
                    map.Set(key, Opened(map[key]!, depth + 1));
                return map;
            case ListValue list:
                return new ListValue(list.Type, [.. list.Items.Select(i => Opened(i, depth + 1))], list.Origin, list.IsNil);
            default:
                return UnknownValue.TruthOf(value) is null ? UnknownValue.Undecided : value;
        }
    }

    private static string TextOf(GoValue value) => value is TextValue text ? text.Text : UnknownValue.Hole.ToString();
}
