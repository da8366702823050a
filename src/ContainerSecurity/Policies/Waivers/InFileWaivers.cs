using System.Globalization;
using ContainerSecurity.Documents;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Policies;

/// <summary>
/// Reads the waivers that stand beside what they waive: the annotation <c>containersecurity.io/ignore</c> and the
/// comment <c># csec:ignore</c>, which in JSON is <c>// csec:ignore</c>.
/// </summary>
internal static class InFileWaivers
{
    public const string Annotation = "containersecurity.io/ignore";
    private const string Word = "csec:ignore";

    /// <summary>
    /// The waivers in the annotations of a resource and of its pod template: one a line or between semicolons,
    /// <c>CSEC2001,CSEC2002 [until 2027-01-31] reason</c>, or with the names of known flaws instead of rules.
    /// </summary>
    public static IEnumerable<Waiver> OfResource(Resource resource, ICollection<DocumentError> errors)
    {
        foreach (Waiver waiver in OfAnnotations(resource.Annotations, errors))
            yield return waiver;
        if (resource is not Workload { IsPod: false } workload)
            yield break;
        foreach (Waiver waiver in OfAnnotations(workload.PodAnnotations, errors))
            yield return waiver;
        foreach (FieldMap annotations in Between(workload))
            foreach (Waiver waiver in OfAnnotations(annotations, errors))
                yield return waiver;
    }

    /// <summary>The annotations of what stands between an object and its pod's template, as those of a CronJob's job.</summary>
    private static IEnumerable<FieldMap> Between(Workload workload)
    {
        for (DocumentNode? at = workload.Pod.Mapping?.Parent; at is not null && at != workload.Node && at.Parent is not null; at = at.Parent)
            if (at is MappingNode template && template["metadata"] is MappingNode metadata
                && metadata["annotations"] is MappingNode annotations && annotations.Path != workload.PodAnnotations.Location?.Path)
                yield return new NodeView(metadata).Map("annotations");
    }

    /// <summary>Whether the text of a file holds the word that begins a waiver at all.</summary>
    public static bool MayHold(SourceFile file) => file.Text is { } text && text.IndexOf(Word, StringComparison.Ordinal) >= 0;

    /// <summary>
    /// The waivers in comments, by the line of the finding they speak of: the comment's own line, or the next line
    /// where the comment stands alone.
    /// </summary>
    public static IReadOnlyDictionary<int, List<Waiver>>? OfComments(SourceFile file, ICollection<DocumentError> errors)
    {
        if (!MayHold(file) || file.Text is not { } text)
            return null;
        if (file.Comments is { } comments)
            return OfKnownComments(file, comments, errors);
        var waivers = new Dictionary<int, List<Waiver>>();
        var pending = new List<Waiver>();
        string sign = file.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "//" : "#";
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            bool standsAlone = lines[i].TrimStart().StartsWith(sign, StringComparison.Ordinal);
            if (OfLine(file, sign, lines[i], i + 1, errors) is { } waiver)
                pending.Add(waiver);
            if (standsAlone || pending.Count == 0)
                continue;
            waivers[i + 1] = pending;
            pending = [];
        }
        return waivers;
    }

    /// <summary>The same from the comments that a reader has met, so that text which only looks like one waives nothing.</summary>
    private static Dictionary<int, List<Waiver>> OfKnownComments(SourceFile file, IReadOnlyList<Comment> comments, ICollection<DocumentError> errors)
    {
        var waivers = new Dictionary<int, List<Waiver>>();
        for (int i = 0; i < comments.Count; i++)
        {
            if (OfComment(file, comments[i], errors) is not { } waiver)
                continue;
            int line = LineOf(comments, i);
            if (!waivers.TryGetValue(line, out List<Waiver>? there))
                waivers.Add(line, there = []);
            there.Add(waiver);
        }
        return waivers;
    }

    /// <summary>The line that a comment speaks of: its own, or that below it and the comments that follow.</summary>
    private static int LineOf(IReadOnlyList<Comment> comments, int number)
    {
        int line = comments[number].Line;
        for (int i = number; i < comments.Count && comments[i].StandsAlone && comments[i].Line == line; i++)
            line++;
        return line;
    }

    private static Waiver? OfComment(SourceFile file, Comment comment, ICollection<DocumentError> errors)
    {
        string text = file.Content.Substring(comment.Start, comment.End - comment.Start).TrimStart('#', '/').Trim();
        return text.StartsWith(Word, StringComparison.Ordinal)
            ? Parse(text.Substring(Word.Length).Trim(), new DocumentLocation(file, file.SpanOf(comment.Start, comment.End), ""), errors)
            : null;
    }

    private static Waiver? OfLine(SourceFile file, string sign, string line, int number, ICollection<DocumentError> errors)
    {
        int at = line.IndexOf(Word, StringComparison.Ordinal);
        int start = at < 0 ? -1 : line.LastIndexOf(sign, at, StringComparison.Ordinal);
        if (start < 0 || line.Substring(start + sign.Length, at - start - sign.Length).Trim().Length > 0 || (start > 0 && !char.IsWhiteSpace(line[start - 1])))
            return null;
        var span = new SourceSpan(number, start + 1, number, line.TrimEnd().Length + 1);
        return Parse(line.Substring(at + Word.Length).Trim(), new DocumentLocation(file, span, ""), errors);
    }

    private static IEnumerable<Waiver> OfAnnotations(FieldMap annotations, ICollection<DocumentError> errors)
    {
        Field<string> text = annotations[Annotation];
        if (!text.IsKnown)
            yield break;
        foreach (string line in text.Value.Split('\n', ';'))
            if (line.Trim().Length > 0 && Parse(line.Trim(), text.Location!, errors) is { } waiver)
                yield return waiver;
    }

    private static Waiver? Parse(string text, DocumentLocation location, ICollection<DocumentError> errors)
    {
        string[] named = WaiverNames.Split(text, out string rest);
        string[] words = ["", .. rest.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)];
        int reason = 1;
        DateTime? expires = null;
        if (words.Length > 2 && words[1] == "until" && TryDate(words[2], out DateTime day))
        {
            expires = day;
            reason = 3;
        }
        else if (words.Length > 2 && words[1] == "until" && char.IsDigit(words[2][0]))
        {
            Refuse($"'{words[2]}' is no date; write it like 2027-01-31");
            return null;
        }
        string why = string.Join(" ", words.Skip(reason));
        if (WaiverText.IsPlaceholder(why))
        {
            Refuse(why.Length == 0
                ? "A waiver needs rules and a reason, such as 'CSEC2001 the node agent needs the host'"
                : $"'{why}' holds the place of a reason; say why the finding is accepted");
            return null;
        }
        string[] flaws = [.. named.Where(VulnerabilityName.IsOne)], rules = [.. named.Except(flaws)];
        foreach (string rule in rules)
            if (rule != "*" && RuleCatalog.Find(rule) is null && rule.StartsWith("CSEC", StringComparison.OrdinalIgnoreCase))
                errors.Add(new DocumentError(
                    location.File.Path,
                    location.Span,
                    $"There is no rule '{rule}'{Suggestion.For(rule, RuleCatalog.All.Select(r => r.Descriptor.Id))}; the waiver does nothing."));
        // What names flaws alone is about every rule that finds such.
        return new Waiver
        {
            Rules = rules.Length == 0 && flaws.Length > 0
            ? ["*"]
            : rules,
            Vulnerabilities = flaws,
            Reason = why,
            Expires = expires,
            Location = location
        };

        void Refuse(string message) => errors.Add(new DocumentError(location.File.Path, location.Span, message + "; this waiver does not count."));
    }

    internal static bool TryDate(string text, out DateTime day) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out day);
}
