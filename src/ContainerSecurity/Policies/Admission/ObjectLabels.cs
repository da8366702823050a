using ContainerSecurity.Cel.Values;
using ContainerSecurity.Documents;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The labels of an object, and one that the API server adds.</summary>
internal readonly struct ObjectLabels(CelValue @object, string? added = null, string addedValue = "")
{
    private readonly CelValue labels = @object.Find("metadata", "labels");

    /// <summary>Whether there is such a label, and its value; null where it is not known whether there is one, or which value it has.</summary>
    public bool? TryGet(string key, out string? value)
    {
        CelValue label = CelValue.Null;
        bool found = labels.As<CelMap>() is { } map && map.TryGetField(key, out label);
        value = !found || label.IsUnknown ? null : label.Kind == CelKind.String ? label.AsString() : label.IsNull() ? "" : label.ToString();
        if (!found && key == added)
            value = addedValue;
        if (value is not null)
            return true;
        return found || labels.IsUnknown ? null : false;
    }

    /// <summary>Whether there may be labels besides those that are known.</summary>
    public bool IsOpen => labels.IsUnknown || labels.As<DocumentMap>() is { Mapping.IsOpen: true };

    /// <summary>All labels with known values.</summary>
    public IEnumerable<KeyValuePair<string, string>> All
    {
        get
        {
            if (labels.As<CelMap>() is { } map)
                foreach (CelValue key in map.Keys)
                    if (key.Kind == CelKind.String && labels.FindText(key.AsString()) is { } value)
                        yield return new(key.AsString(), value);
            if (added is not null && labels.FindText(added) is null)
                yield return new(added, addedValue);
        }
    }
}
