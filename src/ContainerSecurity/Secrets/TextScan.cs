namespace ContainerSecurity.Secrets;

/// <summary>One pass over a text.</summary>
internal ref struct TextScan(SecretDetector detector, string text, int start, int end)
{
    private List<SecretFinding>? found;
    private Assignment assignment;
    private bool isAssignment;
    private int readFrom = -1;
    private int readTo = -1;

    /// <summary>Scans the text.</summary>
    /// <returns>The findings in order, or null where there are none.</returns>
    public List<SecretFinding>? Run()
    {
        AnchorTable anchors = detector.Anchors;
        uint gram = 0;
        for (int at = anchors.Next(text, start, end, ref gram); at < end; at = anchors.Next(text, at + 1, end, ref gram))
            Look(at - 3, gram);
        return found is null ? null : WithoutOverlaps(found);
    }

    private void Look(int gramStart, uint gram)
    {
        ArraySegment<AnchorTable.Entry> entries = detector.Anchors.Of(gram);
        for (int i = entries.Offset; i < entries.Offset + entries.Count; i++)
        {
            AnchorTable.Entry entry = entries.Array![i];
            int at = gramStart - entry.Offset;
            if (entry.Gram != gram || at < start)
                continue;
            if (entry.Target < detector.Tokens.Length)
                LookForToken(detector.Tokens[entry.Target], at);
            else
                LookForAssignment(detector.Words[entry.Target - detector.Tokens.Length], at);
        }
    }

    private void LookForToken(SecretPattern pattern, int at)
    {
        int to = pattern.Compiled.Match(text, at, end);
        if (to < 0)
            return;
        if (pattern.Locate is { } locate ? locate(text, ref at, ref to) : TokenBoundary.IsWhole(text, at, to, start, end))
            Judge(pattern, at, to);
    }

    private void LookForAssignment(NameWord word, int at)
    {
        if (!word.IsAt(text, at, end) || !ReadAssignment(at, at + word.Text.Length))
            return;
        foreach (SecretPattern pattern in word.Patterns)
        {
            int to = pattern.Compiled.Match(text, assignment.ValueStart, end);
            if (to >= 0 && Assignment.IsValueEnd(text, to, end) && IsQualified(pattern, at))
                Judge(pattern, assignment.ValueStart, to);
        }
    }

    /// <summary>Reads the assignment to the name that a word is part of, once for all the words of the name.</summary>
    private bool ReadAssignment(int wordStart, int wordEnd)
    {
        if (wordStart >= readFrom && wordEnd <= readTo)
            return isAssignment;
        isAssignment = Assignment.TryRead(text, wordEnd, end, out assignment, out readTo);
        readFrom = wordStart;
        if (!isAssignment)
            readTo = wordEnd;
        return isAssignment;
    }

    private readonly bool IsQualified(SecretPattern pattern, int wordStart)
    {
        if (pattern.Qualifiers.Count == 0)
            return true;
        int from = Assignment.NameStart(text, wordStart, start);
        for (int i = 0; i < pattern.Qualifiers.Count; i++)
            if (text.IndexOf(pattern.Qualifiers[i], from, assignment.NameEnd - from, StringComparison.OrdinalIgnoreCase) >= 0)
                return true;
        return false;
    }

    private void Judge(SecretPattern pattern, int from, int to)
    {
        if (pattern.MinimumEntropy > 0 && (Entropy.HasLongRun(text, from, to) || Entropy.Of(text, from, to) < pattern.MinimumEntropy))
            return;
        if (detector.Judge(pattern, text, from, to) is { } finding)
            (found ??= []).Add(finding);
    }

    /// <summary>Of findings that share characters, the surest stays; of equally sure ones the longest, then the first.</summary>
    private static List<SecretFinding> WithoutOverlaps(List<SecretFinding> found)
    {
        List<SecretFinding> kept = [];
        int furthest = 0;
        foreach (SecretFinding finding in found.OrderBy(f => f.Start).ThenByDescending(f => f.Confidence).ThenByDescending(f => f.Length))
        {
            if (kept.Count > 0 && finding.Start < furthest)
            {
                SecretFinding last = kept[kept.Count - 1];
                if (finding.Confidence <= last.Confidence)
                    continue;
                kept.RemoveAt(kept.Count - 1);
            }
            kept.Add(finding);
            furthest = finding.End;
        }
        return kept;
    }
}
