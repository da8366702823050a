using System.Globalization;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>
/// Applies a JSON patch (RFC 6902) to a value, which stays as it is: what changes is made anew. Where API servers
/// differ from the RFC, it does as they do.
/// </summary>
internal static class JsonPatch
{
    /// <summary>What all copies of a patch may hold together, in values; copies of copies would grow without end.</summary>
    public const int MaxCopied = 1_000_000;

    private const string Separator = "/";

    /// <summary>The changed value, or an error. A test that fails leaves the whole value as it is.</summary>
    public static CelValue Apply(CelValue target, CelValue operations)
    {
        if (operations.Kind != CelKind.List)
            return CelValue.Error("a JSON patch must be a list of JSONPatch");
        int copied = 0;
        CelValue changed = target;
        foreach (CelValue operation in operations.Items())
        {
            if (MutationObject.FindMismatch(operation.Find("value"), null) is { } mismatch)
                return CelValue.Error(mismatch);
            if (operation.FindText("op") == "test")
            {
                if (Test(changed, operation) is not { } holds)
                    return Missing("test", operation);
                if (!holds)
                    return target;
                continue;
            }
            changed = ApplyOne(changed, operation, ref copied);
            if (changed.IsFailure)
                break;
        }
        return changed;
    }

    private static CelValue ApplyOne(CelValue target, CelValue operation, ref int copied)
    {
        string path = operation.FindText("path") ?? "", from = operation.FindText("from") ?? "", op = operation.FindText("op") ?? "";
        switch (op)
        {
            case "add" or "replace" or "remove":
                Change change = op == "add" ? Change.Add : op == "replace" ? Change.Replace : Change.Remove;
                return Edit(target, Tokens(path), 0, change, Plain(operation.Find("value"))) ?? Missing(op, operation);
            case "copy" or "move":
                if (Container(target, from) is not { } container || Child(container, Last(from)) is not { } moved)
                    return CelValue.Error($"JSON Patch: {op} operation does not apply: doc is missing from path: {from}: missing value");
                if (op == "move")
                    target = Edit(target, Tokens(from), 0, Change.Remove, CelValue.Null) ?? Missing(op, operation);
                copied += Size(moved, MaxCopied);
                if (copied > MaxCopied)
                    return CelValue.Error($"JSON Patch: the copies of the patch hold more than {MaxCopied} values");
                return target.IsFailure ? target : Edit(target, Tokens(path), 0, Change.Add, moved) ?? Missing(op, operation);
            default:
                return CelValue.Error($"JSON Patch: '{op}' is no operation; it is add, remove, replace, move, copy or test");
        }
    }

    /// <summary>Whether the value at a path is the one that is tested; null where there is no place for one.</summary>
    private static bool? Test(CelValue target, CelValue operation)
    {
        string path = operation.FindText("path") ?? "";
        return Container(target, path) is { } container && Child(container, Last(path)) is { } found ? found == Plain(operation.Find("value")) : null;
    }

    private static string[] Tokens(string path) => [.. path.Split('/').Skip(1).Select(t => t.Replace("~1", Separator).Replace("~0", "~"))];

    private static string Last(string path) => Tokens(path).LastOrDefault() ?? "";

    /// <summary>The map or list that holds what a path names; null where there is none.</summary>
    private static CelValue? Container(CelValue value, string path)
    {
        string[] tokens = Tokens(path);
        for (int i = 0; i < tokens.Length - 1; i++)
        {
            if (Child(value, tokens[i]) is not { Kind: CelKind.Map or CelKind.List } next)
                return null;
            value = next;
        }
        return tokens.Length == 0 ? null : value;
    }

    /// <summary>A field, the null value where the map has none; an item, or null where the list has none.</summary>
    private static CelValue? Child(CelValue container, string token) =>
        container.Kind == CelKind.Map ? container.Find(token)
        : container.As<CelList>() is { } list && Index(token, list.Count) is { } index && index < list.Count ? list[index]
        : null;

    private static CelValue? Edit(CelValue target, string[] tokens, int depth, Change change, CelValue value)
    {
        if (tokens.Length == 0)
            return null;
        bool isLast = depth == tokens.Length - 1;
        return target.Kind == CelKind.Map ? EditMap(target, tokens, depth, isLast, change, value)
            : target.Kind == CelKind.List ? EditList(target, tokens, depth, isLast, change, value)
            : null;
    }

    private static CelValue? EditMap(CelValue target, string[] tokens, int depth, bool isLast, Change change, CelValue value)
    {
        Dictionary<CelValue, CelValue> entries = target.Entries();
        CelValue key = CelValue.From(tokens[depth]);
        bool found = entries.TryGetValue(key, out CelValue present);
        if (!found && (!isLast || change == Change.Remove))
            return null;
        if (isLast && change == Change.Remove)
            entries.Remove(key);
        else if (isLast)
            entries[key] = value;
        else if (Edit(present, tokens, depth + 1, change, value) is { } edited)
            entries[key] = edited;
        else
            return null;
        return CelValue.From(CelMap.Of(entries));
    }

    private static CelValue? EditList(CelValue target, string[] tokens, int depth, bool isLast, Change change, CelValue value)
    {
        List<CelValue> items = [.. target.Items()];
        bool inserts = isLast && change == Change.Add;
        if ((inserts && tokens[depth] == "-" ? items.Count : Index(tokens[depth], inserts ? items.Count + 1 : items.Count)) is not { } index)
            return null;
        if (inserts)
            items.Insert(index, value);
        else if (isLast && change == Change.Remove)
            items.RemoveAt(index);
        else if (isLast)
            items[index] = value;
        else if (Edit(items[index], tokens, depth + 1, change, value) is { } edited)
            items[index] = edited;
        else
            return null;
        return CelValue.From(CelList.Of([.. items]));
    }

    /// <summary>The place that a token names among a number of places; a negative one counts from the end.</summary>
    private static int? Index(string token, int places) =>
        !int.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index) ? null
        : index >= 0 && index < places ? index
        : index < 0 && index >= -places ? index + places
        : null;

    /// <summary>The number of values within a value, counted up to a bound.</summary>
    private static int Size(CelValue value, int bound)
    {
        int size = 1;
        foreach (CelValue item in value.Kind == CelKind.Map ? value.Entries().Values : value.Items())
        {
            size += Size(item, bound - size);
            if (size > bound)
                break;
        }
        return size;
    }

    /// <summary>An optional is what it holds.</summary>
    private static CelValue Plain(CelValue value) => value.As<CelOptional>() is { } optional ? optional.HasValue ? optional.Value : CelValue.Null : value;

    private static CelValue Missing(string op, CelValue operation) =>
        CelValue.Error($"JSON Patch: {op} operation does not apply: doc is missing path: \"{operation.FindText("path")}\": missing value");

    private enum Change
    {
        Add,
        Replace,
        Remove,
    }
}
