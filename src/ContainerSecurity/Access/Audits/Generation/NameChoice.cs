namespace ContainerSecurity.Access.Audits.Generation;

/// <summary>The names of objects that a verb is needed for: some, or any.</summary>
internal sealed class NameChoice
{
    /// <summary>Whether any name is.</summary>
    public bool IsAny { get; private set; }

    /// <summary>The names, in order; empty where any is.</summary>
    public SortedSet<string> Names { get; } = new(StringComparer.Ordinal);

    /// <summary>Adds a name; the empty one is any.</summary>
    public void Add(string name)
    {
        if (name.Length == 0)
        {
            IsAny = true;
            Names.Clear();
        }
        else if (!IsAny)
        {
            Names.Add(name);
        }
    }

    /// <summary>Takes away what is allowed elsewhere. Returns whether nothing is left.</summary>
    public bool IsEmptyWithout(NameChoice other)
    {
        if (other.IsAny)
            return true;
        Names.ExceptWith(other.Names);
        return !IsAny && Names.Count == 0;
    }
}
