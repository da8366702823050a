namespace ContainerSecurity.Documents.Hcl;

/// <summary>A block in the making: its attributes, and the blocks in it by their types and labels.</summary>
internal sealed class HclBody
{
    private readonly List<MappingEntry> attributes = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<(string Key, SourceSpan At, int Start, HclBody Body)> inner = [];
    private readonly Dictionary<string, HclBody> bodies = new(StringComparer.Ordinal);
    private (int Start, int End)? region;

    /// <summary>Adds an attribute.</summary>
    public void Add(MappingEntry entry, HclReader reader)
    {
        if (numbers.TryGetValue(entry.Key, out int earlier))
        {
            reader.Repeated(entry.Key, entry.KeySpan, attributes[earlier].KeySpan);
            attributes[earlier] = entry;
            return;
        }
        numbers.Add(entry.Key, attributes.Count);
        attributes.Add(entry);
    }

    /// <summary>The block below a type or a label; several of one name are one.</summary>
    public HclBody Inner(string key, SourceSpan at, int start)
    {
        if (bodies.TryGetValue(key, out HclBody? known))
            return known;
        var made = new HclBody();
        bodies.Add(key, made);
        inner.Add((key, at, start, made));
        return made;
    }

    /// <summary>Takes what stands in a block.</summary>
    public void Take(HclBody content, int start, int end, HclReader reader)
    {
        region ??= (start, end);
        foreach (MappingEntry attribute in content.attributes)
            Add(attribute, reader);
        foreach ((string key, SourceSpan at, int from, HclBody body) in content.inner)
            Inner(key, at, from).Take(body, body.region?.Start ?? from, body.region?.End ?? from, reader);
    }

    /// <summary>The block as a mapping. An attribute of a block's name stands before it.</summary>
    public MappingNode ToMapping(SourceFile file, int start, int end, HclReader reader)
    {
        (int from, int to) = region ?? (start, end);
        var entries = new List<MappingEntry>(attributes);
        foreach ((string key, SourceSpan at, int begin, HclBody body) in inner)
            if (numbers.TryGetValue(key, out int number))
                reader.Repeated(key, at, attributes[number].KeySpan);
            else
                entries.Add(new MappingEntry(key, at, body.ToMapping(file, begin, begin, reader)));
        return new MappingNode(file, from, Math.Max(from, to), [.. entries]);
    }
}
