using ContainerSecurity.Helm.Templates;
using ContainerSecurity.Helm.Templates.Values;

namespace ContainerSecurity.Helm.Rendering;

/// <summary>Follows places to the files that hold them: a text that <c>tpl</c> executes or <c>fromYaml</c> reads was made of others.</summary>
internal static class TraceResolver
{
    private const int DeepestNesting = 20;

    /// <summary>The runs of a text, cut where one place ends and another begins.</summary>
    public static IReadOnlyList<TextOrigin> Resolve(TracedText text)
    {
        List<TextOrigin> origins = [];
        int at = 0;
        foreach (Trace trace in text.Traces)
        {
            foreach (Trace part in Parts(trace, 0))
            {
                origins.Add(new TextOrigin(at, part.Length, PlaceOf(part.Template), PlaceOf(part.Value), part.IsExact));
                at += part.Length;
            }
        }
        if (at < text.Text.Length)
            origins.Add(new TextOrigin(at, text.Text.Length - at, null, null, IsExact: false));
        return origins;
    }

    /// <summary>The place of a file that a place leads to; null where it was computed.</summary>
    public static Place? Follow(Place? place)
    {
        for (int i = 0; place is { Text.Origin: { } origin } known; i++)
        {
            if (i > DeepestNesting || TraceAt(origin, known.Start) is not { } trace)
                return null;
            place = trace.Value ?? trace.Template;
            // Only where characters correspond is a part of the run a part of the place.
            if (place is { } found && trace.IsExact)
                place = found with { Length = Math.Min(found.Length, Math.Max(1, known.Length)) };
        }
        return place;
    }

    /// <summary>
    /// What a text that was executed as a template printed, as if the text it was made of had: what that took from a
    /// value comes from the value, and the action that prints it is the one that has it executed.
    /// </summary>
    public static TracedText Lift(TracedText output, TemplateText executed)
    {
        var lifted = new TracedText.Builder();
        int at = 0;
        foreach (Trace trace in output.Traces)
        {
            foreach (Trace part in trace.Template is { } template && ReferenceEquals(template.Text, executed) ? Lifted(trace, template) : [trace])
            {
                lifted.Append(output.Text.Substring(at, part.Length), part);
                at += part.Length;
            }
        }
        return lifted.Append(output.Text.Substring(at)).ToText();
    }

    private static IEnumerable<Trace> Lifted(Trace trace, Place template)
    {
        TracedText origin = template.Text.Origin ?? TracedText.Empty;
        if (trace.Value is not null || !trace.IsExact)
        {
            yield return trace with { Template = TraceAt(origin, template.Start)?.Template };
            yield break;
        }
        for (int done = 0; done < trace.Length;)
        {
            Trace? found = TraceAt(origin, template.Start + done);
            int length = Math.Min(found?.Length ?? trace.Length, trace.Length - done);
            yield return (found ?? default) with { Length = length };
            done += length;
        }
    }

    private static TextPlace? PlaceOf(Place? place) => Follow(place) is { } found ? new TextPlace(found) : null;

    /// <summary>A run, cut into those that correspond to one run each of the text that its exact place lies in.</summary>
    private static IEnumerable<Trace> Parts(Trace trace, int depth)
    {
        Place? exact = trace.IsExact ? trace.Value : null;
        if (exact is not { Text.Origin: { } origin } place || depth > DeepestNesting)
        {
            yield return trace;
            yield break;
        }
        int done = 0;
        while (done < trace.Length)
        {
            if (TraceAt(origin, place.Start + done) is not { } inner)
            {
                yield return trace.Slice(done, trace.Length - done) with { IsExact = false };
                yield break;
            }
            int length = Math.Min(inner.Length, trace.Length - done);
            var part = new Trace(length, trace.Template, inner.Value ?? inner.Template, inner.IsExact);
            foreach (Trace resolved in Parts(part, depth + 1))
                yield return resolved;
            done += length;
        }
    }

    /// <summary>The rest of the run that holds a character of a text; null where nothing is known of it.</summary>
    private static Trace? TraceAt(TracedText text, int offset)
    {
        int at = 0;
        foreach (Trace trace in text.Traces)
        {
            if (offset < at + trace.Length)
                return trace.Value is null && trace.Template is null ? null : trace.Slice(offset - at, trace.Length - (offset - at));
            at += trace.Length;
        }
        return null;
    }
}
