namespace ContainerSecurity.Documents.Yaml;

/// <summary>Keys: what they are called, which are given twice, which are merged in.</summary>
internal sealed partial class YamlTreeBuilder
{
    /// <summary>A merge key is <c>&lt;&lt;</c> without quotes or tag, or with the tag of merging, or with <c>!</c>.</summary>
    private bool IsMergeKey() =>
        reader.Kind == YamlEventKind.Scalar
        && (reader.Tag is null ? IsPlainMergeKey(reader.Scalar) : reader.Tag is "!" or YamlTags.Merge && reader.ScalarText is "<<");

    /// <summary>Looks at the text itself: of most keys no other string is made.</summary>
    private bool IsPlainMergeKey(in YamlToken token) =>
        token is { Kind: YamlTokenKind.Scalar, Form: YamlScalarForm.Plain, IsSlice: true }
        && token.End - token.Start == 2 && text[token.Start] == '<' && text[token.Start + 1] == '<';

    private string BuildKey()
    {
        nodes++;
        if (reader.Kind == YamlEventKind.Scalar)
            return BuildScalarKey();
        if (reader.Kind == YamlEventKind.Alias)
            return Resolve() is ScalarNode scalar ? KeyOf(scalar) : CollectionKey(reader.Start, reader.End);
        int start = reader.Start;
        if (start > 0 && text[start] == '{' && text[start - 1] == '{')
            throw new YamlSyntaxException(start - 1, start + 1, "'{{' begins an object that is the key of another; put the text in quotes.");
        nodes--;
        Build();
        return CollectionKey(start, reader.End);
    }

    private string BuildScalarKey()
    {
        ref readonly YamlToken token = ref reader.Scalar;
        if (reader.Tag is not null || !reader.Name.IsEmpty)
        {
            ScalarNode node = BuildScalar();
            return KeyOf(node);
        }
        if (token.Kind != YamlTokenKind.Scalar)
            return EmptyKey();
        int inset = token.Form == YamlScalarForm.Plain ? 0 : 1;
        string key = token.IsSlice ? KnownWords.Cut(text, token.Start + inset, token.End - token.Start - (2 * inset)) : reader.ScalarText;
        return token.Form == YamlScalarForm.Plain && YamlKeys.MayBeResolved(key[0]) ? PlainKey(key) : key;
    }

    private string KeyOf(ScalarNode node) => node.Style == ScalarStyle.Plain ? PlainKey(node.Text) : node.Text;

    private string PlainKey(string key)
    {
        if (key.Length == 0)
            return EmptyKey();
        if (use != YamlUse.Kubernetes)
            return key;
        string resolved = YamlKeys.Of(key, out bool isRefused);
        if (isRefused)
            report.Error(
                file.SpanOf(reader.Start, reader.End),
                $"A cluster refuses this document: a key must be a text, a boolean or a number of up to 64 bits, and '{key}' is none. Put it in quotes.");
        return resolved;
    }

    private string EmptyKey()
    {
        if (use == YamlUse.Kubernetes)
            report.Notice(reader.Start, reader.End, "A cluster refuses this document: a key is missing before this colon.");
        return use == YamlUse.Kubernetes ? "null" : "";
    }

    private string CollectionKey(int start, int end)
    {
        if (use == YamlUse.Kubernetes)
            report.Notice(start, end, "A cluster refuses this document: a key must be a single value, not an object or a list.");
        return text.Substring(start, end - start);
    }

    private void Add(ref KeySet keys, in MappingEntry entry)
    {
        int earlier = Find(ref keys, entry.Key);
        if (earlier < 0)
        {
            Append(ref keys, entry);
            return;
        }
        if (keys.TakeOwn(earlier, entries[earlier].KeySpan) is { } given)
            report.Error(
                entry.KeySpan,
                $"The key '{entry.Key}' is already given at line {given.Line}, column {given.Column}; remove one of the two. The later one was judged.");
        entries[earlier] = entry;
    }

    private void Append(ref KeySet keys, in MappingEntry entry)
    {
        keys.Numbers?.Add(entry.Key, entries.Count);
        entries.Add(entry);
    }

    /// <summary>Small mappings are searched in order; large ones by a table, so that a hostile mapping stays linear.</summary>
    private int Find(ref KeySet keys, string key)
    {
        const int SmallMapping = 16;
        int count = entries.Count - keys.First;
        if (count >= SmallMapping)
        {
            Steps++;
            if (keys.Numbers is null)
            {
                keys.Numbers = new Dictionary<string, int>(count * 2, StringComparer.Ordinal);
                for (int i = keys.First; i < entries.Count; i++)
                    keys.Numbers.Add(entries[i].Key, i);
            }
            return keys.Numbers.TryGetValue(key, out int found) ? found : -1;
        }
        Steps += count;
        for (int i = keys.First; i < entries.Count; i++)
            if (string.Equals(entries[i].Key, key, StringComparison.Ordinal))
                return i;
        return -1;
    }

    private void Merge(ref KeySet keys, DocumentNode merged, int start, int end)
    {
        IReadOnlyList<DocumentNode> sources = (merged as SequenceNode)?.Items ?? [merged];
        foreach (DocumentNode source in sources)
            if (source is not MappingNode)
                throw new YamlSyntaxException(start, end, "A merge key (<<) must name an object or a list of objects.");
        if (use != YamlUse.Kubernetes)
        {
            if (keys.Late is not null && use == YamlUse.Compose)
                report.Error(file.SpanOf(start, end), "The key '<<' is already given; compose takes one merge key, which may name a list.");
            (keys.Late ??= []).AddRange(sources);
            return;
        }
        // The first of a list wins, so it is written last.
        for (int i = sources.Count - 1; i >= 0; i--)
            foreach (MappingEntry entry in ((MappingNode)sources[i]).Entries)
                MergeEntry(ref keys, entry, start, end);
    }

    /// <summary>Writes a merged entry where kubectl does: over the keys before the merge key, under those behind it.</summary>
    private void MergeEntry(ref KeySet keys, in MappingEntry entry, int start, int end)
    {
        Steps++;
        int earlier = Find(ref keys, entry.Key);
        if (earlier < 0)
        {
            keys.Merge(entries.Count, null);
            Append(ref keys, entry);
            return;
        }
        if (keys.Merge(earlier, entries[earlier].KeySpan))
            report.Notice(
                start,
                end,
                $"The key '{entry.Key}' stands before this merge key, so a cluster overrides it with the merged one; "
                    + $"other readers of YAML do not. Put the merge key first.");
        entries[earlier] = entry;
    }

    /// <summary>Adds what is merged where a key of the mapping itself always wins.</summary>
    private void ApplyLateMerges(ref KeySet keys)
    {
        foreach (DocumentNode source in keys.Late ?? [])
            foreach (MappingEntry entry in ((MappingNode)source).Entries)
                if (Find(ref keys, entry.Key) < 0)
                    Append(ref keys, entry);
    }

    /// <summary>What is known about the keys of a mapping that is being built.</summary>
    private struct KeySet(int first)
    {
        /// <summary>The entries that a merge key has brought, each with the place of the own key that it stands for; null where none stood there.</summary>
        private Dictionary<int, SourceSpan?>? merged;

        /// <summary>The number of its first entry in the pile.</summary>
        public readonly int First = first;

        /// <summary>The numbers of the entries by key; null while there are few.</summary>
        public Dictionary<string, int>? Numbers;

        /// <summary>What is merged in when all keys are known.</summary>
        public List<DocumentNode>? Late;

        /// <summary>Says that the mapping itself holds an entry; gives where it held its key before.</summary>
        public readonly SourceSpan? TakeOwn(int entry, SourceSpan place)
        {
            if (merged is null || !merged.TryGetValue(entry, out SourceSpan? under))
                return place;
            merged.Remove(entry);
            return under;
        }

        /// <summary>Says that a merge key brings an entry; whether it overrides one of the mapping itself.</summary>
        public bool Merge(int entry, SourceSpan? own)
        {
            merged ??= [];
            if (merged.ContainsKey(entry))
                return false;
            merged.Add(entry, own);
            return own is not null;
        }
    }
}
