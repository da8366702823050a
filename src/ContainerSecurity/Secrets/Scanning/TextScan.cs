using ContainerSecurity.Secrets.Encodings;
using ContainerSecurity.Secrets.Keys;
using ContainerSecurity.Secrets.Literals;
using ContainerSecurity.Secrets.Names;
using ContainerSecurity.Secrets.Shapes;
using ContainerSecurity.Secrets.Values;

namespace ContainerSecurity.Secrets.Scanning;

/// <summary>One pass over a text.</summary>
internal ref struct TextScan(SecretDetector detector, string text, DecodedLayer? layer = null, TextOrigin origin = default)
{
    private readonly int end = text.Length;
    private List<SecretFinding>? found;
    private Assignment assignment;
    private bool isAssignment;
    private NamedValue named;
    private bool isNamed;
    private int readFrom = -1;
    private int readTo = -1;
    private int namedTo = -1;
    private int unescapedTo;
    private int judgedTo = -1;
    private int judgedLength;
    private TextWalk walk;
    private OpenQuote open;

    /// <summary>The number of characters looked at beyond the one look at each.</summary>
    public readonly long Steps => walk.Steps;

    /// <summary>Scans the text.</summary>
    /// <returns>The findings in order, or null where there are none.</returns>
    public List<SecretFinding>? Run()
    {
        var search = new AnchorSearch(detector.Anchors, text);
        while (search.MoveNext())
            Look(search.Start, search.Gram);
        foreach (SecretPattern pattern in detector.Expressions)
            LookForExpression(pattern);
        LookForEncoded();
        if (found is null)
            return null;
        KeyCertificates.Complete(found, text);
        return SecretFinding.WithoutOverlaps(found);
    }

    /// <summary>Scans the text as the value of a name.</summary>
    public List<SecretFinding>? Run(string name)
    {
        found = Run();
        LookForWords(name);
        SecretNameKind kind = SecretName.KindOf(name, 0, name.Length);
        if (detector.Contextual(kind) is { } pattern && SecretValue.IsCredential(kind, name, text, ValueForm.Certain))
            Judge(pattern, 0, end);
        return found is null ? null : SecretFinding.WithoutOverlaps(found);
    }

    /// <summary>Judges the text by the words of its name, behind which a sign is to be thought.</summary>
    private void LookForWords(string name)
    {
        AnchorTable anchors = detector.Anchors;
        uint gram = 0;
        for (int at = 0; at <= name.Length; at++)
        {
            gram = (gram >> 8) | (AnchorTable.Fold(at < name.Length ? name[at] : '=') << 24);
            if (!anchors.MayHave(gram))
                continue;
            for (int number = anchors.FirstOf(gram); number > 0; number = anchors.NextOf(in anchors[number]))
            {
                int start = at + 1 - AnchorTable.Width - anchors[number].Offset;
                if (detector.WordAt(anchors[number].Target) is { } word && word.IsAt(name, start, name.Length))
                    JudgeWhole(word, name);
            }
        }
    }

    private void Look(int gramStart, uint gram)
    {
        AnchorTable anchors = detector.Anchors;
        for (int number = anchors.FirstOf(gram); number > 0; number = anchors.NextOf(in anchors[number]))
        {
            ref readonly AnchorTable.Entry entry = ref anchors[number];
            int at = gramStart - entry.Offset;
            if (at < 0)
                continue;
            if (entry.Target == SecretDetector.NamedTarget)
                LookForNamedValue(at);
            else if (entry.Target == SecretDetector.PercentTarget)
                LookForPercentEncoded(at);
            else if (detector.WordAt(entry.Target) is { } word)
                LookForAssignment(word, at);
            else
                LookForToken(detector.Tokens[entry.Target], at);
        }
    }

    private void LookForToken(SecretPattern pattern, int at)
    {
        if (pattern.Locate is null && !TokenBoundary.StartsWhole(text, at, 0))
            return;
        int to = pattern.Compiled.Match(text, at, end, ref walk);
        if (to < 0 || IsJudgedOften(at, to))
            return;
        if (pattern.Locate is { } locate ? locate(text, ref at, ref to, ref walk) : TokenBoundary.IsWhole(text, at, to, 0, end))
            Judge(pattern, at, to);
    }

    private void LookForAssignment(NameWord word, int at)
    {
        if (!word.IsAt(text, at, end))
            return;
        bool isFound = ReadAssignment(at, at + word.Text.Length)
            && JudgeValue(word, Assignment.NameStart(text, at, 0), assignment.NameEnd, assignment.ValueStart);
        if (!isFound && ReadNamed(at))
            JudgeValue(word, named.NameStart, named.NameEnd, named.Start);
    }

    /// <summary>Judges the value of a name by the patterns that ask for a word of it. Whether one has its shape.</summary>
    private bool JudgeValue(NameWord word, int nameStart, int nameEnd, int valueStart)
    {
        bool isFound = false;
        foreach (SecretPattern pattern in word.Patterns)
        {
            int to = pattern.Compiled.Match(text, valueStart, end, ref walk);
            if (to - valueStart == nameEnd - nameStart
                && string.Compare(text, valueStart, text, nameStart, to - valueStart, StringComparison.OrdinalIgnoreCase) == 0)
                continue;
            if (to < 0 || !Assignment.IsValueEnd(text, to, end) || !IsQualified(pattern, text, nameStart, nameEnd))
                continue;
            Judge(pattern, valueStart, to);
            isFound = true;
        }
        return isFound;
    }

    private void LookForNamedValue(int at)
    {
        if (at < namedTo)
            return;
        bool isRead = ReadNamed(at);
        namedTo = named.NameEnd;
        SecretNameKind kind = SecretName.KindOf(text, named.NameStart, named.NameEnd);
        if (kind != SecretNameKind.Other && !(isRead && JudgeNamed(kind)))
            LookForLiteral(kind);
    }

    /// <summary>Judges the value that is given to a name. Returns whether it is a credential.</summary>
    private bool JudgeNamed(SecretNameKind kind)
    {
        NamedValue value = named;
        if (value.Form == ValueForm.Bare && !SecretValue.MayBeCredential(text, value.Start, value.End) && text[value.Start - 1] != '=')
            return false;
        bool isConnection = ConnectionString.TryExtend(text, 0, end, ref value);
        if (value.End == value.Start || (isConnection ? detector.ConnectionString : detector.Contextual(kind)) is not { } pattern)
            return false;
        NamedValue password = value.WithoutUser(text);
        if (password.Start > value.Start && detector.Contextual(SecretNameKind.Password) is { } ofPassword)
            return JudgeLiteral(ofPassword, SecretNameKind.Password, password);
        return JudgeLiteral(pattern, kind, value);
    }

    /// <summary>Looks for a literal that code or settings give to a name in another way, or compare it with.</summary>
    private void LookForLiteral(SecretNameKind kind)
    {
        var contexts = new LiteralContexts(text, named, end);
        while (contexts.MoveNext(ref walk))
        {
            SecretNameKind taken = contexts.Kind > kind ? contexts.Kind : kind;
            NamedValue value = named with { Start = contexts.Current.Start, End = contexts.Current.End, Form = ValueForm.Quoted };
            if (!Misreading.Is(text, 0, end, value) && detector.Contextual(taken) is { } pattern && JudgeLiteral(pattern, taken, value))
                return;
        }
    }

    /// <summary>Judges a value by its look, with the literals that it is joined with. Returns whether it is a credential.</summary>
    private bool JudgeLiteral(SecretPattern pattern, SecretNameKind kind, NamedValue value)
    {
        if (IsJudgedOften(value.Start, value.End))
            return false;
        walk.Add(value.End - value.Start);
        string name = text.Substring(value.NameStart, value.NameEnd - value.NameStart);
        int from = value.Start;
        int to = value.End;
        if (value.Form != ValueForm.Quoted || !JoinedLiterals.TryJoin(text, ref from, ref to, end, ref walk, out string secret)
            || !SecretValue.IsCredential(kind, name, secret, value.Form))
        {
            (from, to) = (value.Start, value.End);
            secret = text.Substring(from, to - from);
            if (!SecretValue.IsCredential(kind, name, secret, value.Form))
                return false;
        }
        if (IsForPeople(kind, name, secret, value.Form) || (origin.IsCode && CodePlace.IsExpression(text, value, ref open, ref walk)))
            return false;
        if (detector.JudgeValue(pattern, secret, from, to - from) is { } finding && !detector.IsAllowedInPlace(text, from))
            (found ??= []).Add(finding);
        return true;
    }

    /// <summary>Whether a value, read with its escapes, is a word that a program shows.</summary>
    private readonly bool IsForPeople(SecretNameKind kind, string name, string written, ValueForm form)
    {
        string plain = EscapedText.Unescape(written);
        return HumanText.IsTranslation(plain)
            || HumanText.IsWordForPassword(plain)
            || (origin.IsTranslation && (HumanText.IsOfWords(plain) || plain.Any(c => c > '\u007f')))
            || (plain != written && !SecretValue.IsCredential(kind, name, plain, form));
    }

    private void LookForExpression(SecretPattern pattern)
    {
        if (pattern.Names.Count > 0 && !text.HasOneOf(pattern.Names))
            return;
        int at = 0;
        while (at <= end && pattern.FindExpression(text, at, out int from, out int to, out at))
            Judge(pattern, from, to);
    }

    private void LookForPercentEncoded(int at)
    {
        if (at < unescapedTo || layer?.IsDeepest == true || detector.MaximumDecodeDepth == 0)
            return;
        if (EncodedText.FromPercents(text, at, unescapedTo, out int from, out unescapedTo) is { } decoded)
            LookInside(decoded, from, unescapedTo);
    }

    /// <summary>Long runs of Base64 and hexadecimal digits are looked into.</summary>
    private void LookForEncoded()
    {
        if (layer?.IsDeepest == true || detector.MaximumDecodeDepth == 0)
            return;
        for (int at = 0; EncodedRuns.TryNext(text, at, out int start, out int runEnd); at = runEnd)
            if (!SourceMap.IsAt(text, start) && EncodedText.Decode(text, start, runEnd, layer?.Remaining ?? DecodedLayer.MostCharacters) is { } decoded)
                LookInside(decoded, start, runEnd);
    }

    private void LookInside(string decoded, int from, int to)
    {
        layer ??= new DecodedLayer(detector.MaximumDecodeDepth);
        if (!layer.TryEnter(decoded.Length))
            return;
        var scan = new TextScan(detector, decoded, layer);
        if (scan.Run() is { } inner)
            foreach (SecretFinding finding in inner)
                if (!detector.IsAllowedInPlace(text, from))
                    (found ??= []).Add(finding.Within(from, to - from));
        layer.Leave();
        walk.Add(decoded.Length + scan.Steps);
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

    /// <summary>Reads the value of the name around a place, once for all the words of the name.</summary>
    private bool ReadNamed(int at)
    {
        if (at < named.NameStart || at >= named.NameEnd)
            isNamed = NamedValue.TryRead(text, at, 0, end, ref walk, out named) && !Misreading.IsBehindText(text, named, ref open, ref walk);
        return isNamed;
    }

    private void JudgeWhole(NameWord word, string name)
    {
        foreach (SecretPattern pattern in word.Patterns)
            if (pattern.Compiled.Match(text, 0, end, ref walk) == end && IsQualified(pattern, name, 0, name.Length))
                Judge(pattern, 0, end);
    }

    private static bool IsQualified(SecretPattern pattern, string text, int start, int end) =>
        pattern.Qualifiers.Count == 0 || text.HasOneOf(pattern.Qualifiers, start, end);

    /// <summary>Of the values that begin in one another and end together, the first are looked at, up to a length of all of them.</summary>
    private bool IsJudgedOften(int from, int to)
    {
        const int Enough = 8192;
        judgedLength = to == judgedTo ? judgedLength + to - from : 0;
        judgedTo = to;
        return judgedLength > Enough;
    }

    private void Judge(SecretPattern pattern, int from, int to)
    {
        walk.Add(to - from);
        if (pattern.MinimumEntropy > 0 && (Entropy.HasLongRun(text, from, to) || Entropy.Of(text, from, to) < pattern.MinimumEntropy))
            return;
        if (detector.Judge(pattern, text, from, to) is { } finding && !detector.IsAllowedInPlace(text, from))
            (found ??= []).Add(finding);
    }
}
