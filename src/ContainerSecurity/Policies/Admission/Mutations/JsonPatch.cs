using System.Globalization;
using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission.Mutations;

/// <summary>Applies a JSON patch (RFC 6902) to a value, which stays as it is: what changes is made anew.</summary>
internal static class JsonPatch
{
    public static CelValue Apply(CelValue target, CelValue operations)
    {
        if (operations.Kind != CelKind.List)
            return CelValue.Error("a JSON patch must be a list of JSONPatch");
        foreach (CelValue operation in operations.Items())
        {
            target = ApplyOne(target, operation);
            if (target.IsFailure)
                break;
        }
        return target;
    }

    private static CelValue ApplyOne(CelValue target, CelValue operation)
    {
        string path = operation.FindText("path") ?? "", from = operation.FindText("from") ?? "";
        CelValue value = operation.Find("value");
        switch (operation.FindText("op"))
        {
            case "add":
                return Edit(target, Tokens(path), 0, Change.Add, value, path);
            case "replace":
                return Edit(target, Tokens(path), 0, Change.Replace, value, path);
            case "remove":
                return Edit(target, Tokens(path), 0, Change.Remove, CelValue.Null, path);
            case "test":
                CelValue found = Get(target, path);
                return found == value ? target : CelValue.Error($"the test of '{path}' failed: it is {found}");
            case "copy":
            case "move":
                CelValue moved = Get(target, from);
                if (!moved.IsFailure && operation.FindText("op") == "move")
                    target = Edit(target, Tokens(from), 0, Change.Remove, CelValue.Null, from);
                return moved.IsFailure ? moved : target.IsFailure ? target : Edit(target, Tokens(path), 0, Change.Add, moved, path);
            case var other:
                return CelValue.Error($"'{other}' is no operation of a JSON patch; it is add, remove, replace, move, copy or test");
        }
    }

    private static string[] Tokens(string path) => path.Length == 0 ? [] : [.. path.Split('/').Skip(1).Select(t => t.Replace("~1", "/").Replace("~0", "~"))];

    private static CelValue Get(CelValue value, string path)
    {
        foreach (string token in Tokens(path))
        {
            if (value.As<CelMap>() is { } map && map.TryGetField(token, out CelValue field))
                value = field;
            else if (value.As<CelList>() is { } list && Index(token, list.Count - 1) is { } index)
                value = list[index];
            else
                return Missing(path);
        }
        return value;
    }

    private static CelValue Edit(CelValue target, string[] tokens, int depth, Change change, CelValue value, string path)
    {
        if (depth == tokens.Length)
            return value;
        bool isLast = depth == tokens.Length - 1;
        if (target.Kind == CelKind.Map)
            return EditMap(target, tokens, depth, isLast, change, value, path);
        return target.Kind == CelKind.List ? EditList(target, tokens, depth, isLast, change, value, path) : Missing(path);
    }

    private static CelValue EditMap(CelValue target, string[] tokens, int depth, bool isLast, Change change, CelValue value, string path)
    {
        Dictionary<CelValue, CelValue> entries = target.Entries();
        CelValue key = CelValue.From(tokens[depth]);
        bool found = entries.TryGetValue(key, out CelValue present);
        if (!found && !(isLast && change == Change.Add))
            return Missing(path);
        if (isLast && change == Change.Remove)
            entries.Remove(key);
        else if ((entries[key] = Edit(present, tokens, depth + 1, change, value, path)).IsFailure)
            return entries[key];
        return CelValue.From(CelMap.Of(entries));
    }

    private static CelValue EditList(CelValue target, string[] tokens, int depth, bool isLast, Change change, CelValue value, string path)
    {
        List<CelValue> items = [.. target.Items()];
        bool inserts = isLast && change == Change.Add;
        if ((inserts && tokens[depth] == "-" ? items.Count : Index(tokens[depth], inserts ? items.Count : items.Count - 1)) is not { } index)
            return Missing(path);
        if (inserts)
            items.Insert(index, value);
        else if (isLast && change == Change.Remove)
            items.RemoveAt(index);
        else if ((items[index] = Edit(items[index], tokens, depth + 1, change, value, path)).IsFailure)
            return items[index];
        return CelValue.From(CelList.Of([.. items]));
    }

    private static int? Index(string token, int last) => int.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index <= last ? index : null;

    private static CelValue Missing(string path) => CelValue.Error($"the JSON patch names '{path}', which is not there");

    private enum Change
    {
        Add,
        Replace,
        Remove,
    }
}
