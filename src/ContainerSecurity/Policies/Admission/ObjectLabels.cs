using ContainerSecurity.Cel.Values;

namespace ContainerSecurity.Policies.Admission;

/// <summary>The labels of an object, and one that the API server adds.</summary>
internal readonly struct ObjectLabels(CelValue @object, string? added = null, string addedValue = "")
{
    private readonly CelValue labels = @object.Find("metadata", "labels");

    /// <summary>Whether there is such a label, and its value; null where the value is not known.</summary>
    public bool TryGet(string key, out string? value)
    {
        bool found = labels.As<CelMap>() is { } map && map.TryGetField(key, out CelValue label) && !label.IsUnknown;
        value = found ? labels.FindText(key) : null;
        if (found || key != added)
            return found;
        value = addedValue;
        return true;
    }

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
