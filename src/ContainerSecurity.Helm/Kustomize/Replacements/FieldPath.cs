using System.Globalization;
using ContainerSecurity.Helm.Functions;
using ContainerSecurity.Helm.Kustomize.Files;
using ContainerSecurity.Helm.Kustomize.Nodes;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Kustomize.Replacements;

/// <summary>
/// A path of keys separated by dots, such as <c>spec.containers.[name=app].image</c>: a part in brackets chooses items by
/// a field or their text, a number one by its index, <c>*</c> all, and <c>\.</c> is a dot in a key.
/// </summary>
internal sealed class FieldPath
{
    private readonly string[] parts;
    private readonly Origin origin;

    public FieldPath(string text, Origin origin)
    {
        Text = text;
        parts = Split(text);
        BuildBudget.CheckNesting(parts.Length * 2, origin);
        this.origin = origin;
    }

    /// <summary>The path as it is written.</summary>
    public string Text { get; }

    /// <summary>How many keys it has.</summary>
    public int Length => parts.Length;

    /// <summary>The values that the path leads to.</summary>
    /// <param name="root">Where it begins.</param>
    /// <param name="makesMap">Whether a mapping is made where the last field is absent, or a scalar; null where nothing is made.</param>
    /// <exception cref="BuildException">The path does not fit the object.</exception>
    public List<FieldSlot> Find(ObjectNode root, bool? makesMap = null)
    {
        var found = new List<FieldSlot>();
        Find(new FieldSlot(root, _ => { }), 0, makesMap, found);
        return found;
    }

    private void Find(FieldSlot slot, int at, bool? makesMap, List<FieldSlot> found)
    {
        if (at == parts.Length)
        {
            found.Add(slot);
            return;
        }
        string part = parts[at];
        switch (slot.Node)
        {
            case ObjectMap map when part == "*":
                foreach (ObjectEntry entry in map.Entries)
                    Find(new FieldSlot(entry.Value, v => entry.Value = v), at + 1, makesMap, found);
                break;
            case ObjectMap map:
                FindField(map, part, at, makesMap, found);
                break;
            case ObjectList list:
                FindItems(list, part, at, makesMap, found);
                break;
            case { IsNull: true }:
                break;
            default:
                throw Unfit(slot.Node);
        }
    }

    private void FindField(ObjectMap map, string part, int at, bool? makesMap, List<FieldSlot> found)
    {
        if (part.StartsWith('['))
            throw Unfit(map);
        ObjectNode? value = map[part];
        if (value is null or { IsNull: true } && makesMap is not null)
        {
            value = Made(at + 1, makesMap.Value);
            map.Set(part, value, origin);
        }
        if (value is not null)
            Find(new FieldSlot(value, v => map.Set(part, v)), at + 1, makesMap, found);
    }

    private void FindItems(ObjectList list, string part, int at, bool? makesMap, List<FieldSlot> found)
    {
        List<ObjectNode> items = list.Items;
        if (part == "*" || part.StartsWith('['))
        {
            (string field, string pattern) = part == "*" ? ("", "") : FilterOf(part);
            bool isAny = false;
            for (int i = 0; i < items.Count; i++)
            {
                int index = i;
                if (part != "*" && !Matches(items[i], field, pattern))
                    continue;
                isAny = true;
                Find(new FieldSlot(items[i], v => items[index] = v), at + 1, makesMap, found);
            }
            if (!isAny && part != "*" && makesMap is not null)
                FindMadeItem(list, field, pattern, at, makesMap.Value, found);
            return;
        }
        if (part == "-" && makesMap is not null)
        {
            items.Add(Made(at + 1, makesMap.Value));
            int last = items.Count - 1;
            Find(new FieldSlot(items[last], v => items[last] = v), at + 1, makesMap, found);
            return;
        }
        if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            throw Unfit(list);
        if (number == items.Count && makesMap is not null)
            items.Add(Made(at + 1, makesMap.Value));
        if (number < items.Count)
            Find(new FieldSlot(items[number], v => items[number] = v), at + 1, makesMap, found);
    }

    private void FindMadeItem(ObjectList list, string field, string text, int at, bool makesMap, List<FieldSlot> found)
    {
        ObjectNode item = ObjectScalar.OfText(text, origin);
        if (field.Length > 0)
        {
            var map = new ObjectMap(origin);
            map.Set(field, item, origin);
            item = map;
        }
        list.Items.Add(item);
        int last = list.Items.Count - 1;
        Find(new FieldSlot(item, v => list.Items[last] = v), at + 1, makesMap, found);
    }

    private ObjectNode Made(int next, bool makesMap)
    {
        if (next == parts.Length)
            return makesMap ? new ObjectMap(origin) : new ObjectScalar(origin, "", ScalarTag.Open);
        string part = parts[next];
        return part.StartsWith('[') || part == "-" || int.TryParse(part, out _) ? new ObjectList(origin) : new ObjectMap(origin);
    }

    private bool Matches(ObjectNode item, string field, string pattern)
    {
        ObjectNode? value = field.Length == 0 ? item : (item as ObjectMap)?[field];
        if (value is not ObjectScalar scalar)
            return false;
        try
        {
            return field.Length == 0 ? scalar.Text == pattern : RegularExpressions.Compile(pattern).IsMatch(scalar.Text);
        }
        catch (GoFunctionException failure)
        {
            throw new BuildException(origin, $"The expression '{pattern}' cannot be read: {failure.Message}");
        }
    }

    private (string Field, string Pattern) FilterOf(string part)
    {
        string inner = part.TrimStart('[').TrimEnd(']');
        int equals = inner.IndexOf('=', StringComparison.Ordinal);
        return equals >= 0
            ? (inner.Substring(0, equals), inner.Substring(equals + 1))
            : throw new BuildException(origin, $"'{part}' is not of the form [key=value].");
    }

    private BuildException Unfit(ObjectNode node) =>
        new(origin, $"The path '{Text}' does not fit the object at {node.Origin.File.Path}:{node.Origin.Span.Line}.");

    /// <summary>The parts between dots that are neither escaped nor in brackets. <c>name[0]</c> is a key with an index.</summary>
    private static string[] Split(string text)
    {
        var parts = new List<string>();
        var part = new System.Text.StringBuilder();
        bool isInside = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\' && i + 1 < text.Length && text[i + 1] == '.')
                part.Append(text[++i]);
            else if (c == '.' && !isInside)
                Take(parts, part);
            else
            {
                isInside = c == '[' || (isInside && c != ']');
                part.Append(c);
            }
        }
        Take(parts, part);
        return [.. parts];
    }

    private static void Take(List<string> parts, System.Text.StringBuilder part)
    {
        string text = part.ToString();
        part.Clear();
        int bracket = text.IndexOf('[', StringComparison.Ordinal);
        if (bracket > 0 && text.EndsWith(']'))
        {
            parts.Add(text.Substring(0, bracket));
            string inner = text.Substring(bracket + 1, text.Length - bracket - 2);
            text = $"[{inner}]";
        }
        if (text.StartsWith('[') && !text.Contains('=', StringComparison.Ordinal))
            text = text.Trim('[', ']').Trim('"', '\'');
        if (text.Length > 0)
            parts.Add(text);
    }
}

/// <summary>A value at its place in an object, where another can be put.</summary>
/// <param name="Node">The value.</param>
/// <param name="Replace">Puts another there.</param>
internal sealed record FieldSlot(ObjectNode Node, Action<ObjectNode> Replace);
