using System.Text;

namespace ContainerSecurity.Helm.Templates.Values;

/// <summary>A text that knows where its characters come from. Bytes that are no UTF-8 are kept as <see cref="GoBytes"/> keeps them.</summary>
internal sealed class TracedText
{
    private readonly Trace[] traces;

    private TracedText(string text, Trace[] traces)
    {
        Text = text;
        this.traces = traces;
    }

    /// <summary>The empty text.</summary>
    public static TracedText Empty { get; } = new("", []);

    /// <summary>The characters.</summary>
    public string Text { get; }

    /// <summary>The runs that the text consists of; none where nothing is known.</summary>
    public IReadOnlyList<Trace> Traces => traces;

    public static TracedText Of(string text, Trace? trace = null) =>
        text.Length == 0 ? Empty : new(text, trace is { } known ? [known with { Length = text.Length }] : []);

    public static TracedText Join(IEnumerable<TracedText> parts)
    {
        var joined = new Builder();
        foreach (TracedText part in parts)
            joined.Append(part);
        return joined.ToText();
    }

    public TracedText Slice(int start, int length)
    {
        if (start == 0 && length == Text.Length)
            return this;
        var slice = new Builder();
        slice.Append(this, start, length);
        return slice.ToText();
    }

    /// <summary>The same text, of which all that was not printed yet is printed by a part of a template.</summary>
    public TracedText PrintedBy(Place template)
    {
        if (traces.Length == 0)
            return Of(Text, new Trace(Text.Length, template, null, IsExact: false));
        return new TracedText(Text, Array.ConvertAll(traces, t => t.Template is null ? t with { Template = template } : t));
    }

    /// <summary>The first place that a value comes from; null where none does.</summary>
    public Place? FirstValue()
    {
        foreach (Trace trace in traces)
            if (trace.Value is { } value)
                return value;
        return null;
    }

    public override string ToString() => Text;

    /// <summary>Puts texts together.</summary>
    internal sealed class Builder
    {
        private readonly StringBuilder text = new();
        private readonly List<Trace> traces = [];
        private int traced;

        public int Length => text.Length;

        /// <summary>Where the text ends now, to go back to by <see cref="CutTo"/>.</summary>
        public (int Length, int Traces, int Traced) End => (text.Length, traces.Count, traced);

        /// <summary>Takes away all that was put in since.</summary>
        public void CutTo((int Length, int Traces, int Traced) end)
        {
            text.Length = end.Length;
            traces.RemoveRange(end.Traces, traces.Count - end.Traces);
            traced = end.Traced;
        }

        public Builder Append(TracedText part) => Append(part, 0, part.Text.Length);

        public Builder Append(TracedText part, int start, int length)
        {
            if (length == 0)
                return this;
            if (part.traces.Length > 0)
                AppendTraces(part, start, length);
            text.Append(part.Text, start, length);
            return this;
        }

        public Builder Append(string part, Trace? trace = null)
        {
            if (part.Length == 0)
                return this;
            if (trace is { } known)
            {
                FillUnknown();
                Add(known with { Length = part.Length });
            }
            text.Append(part);
            return this;
        }

        public TracedText ToText()
        {
            if (text.Length == 0)
                return Empty;
            if (traces.Count > 0)
                FillUnknown();
            return new TracedText(text.ToString(), [.. traces]);
        }

        private void AppendTraces(TracedText part, int start, int length)
        {
            FillUnknown();
            int at = 0;
            foreach (Trace trace in part.traces)
            {
                int from = Math.Max(start, at);
                int to = Math.Min(start + length, at + trace.Length);
                if (from < to)
                    Add(trace.Slice(from - at, to - from));
                at += trace.Length;
            }
        }

        private void FillUnknown()
        {
            if (text.Length > traced)
                Add(new Trace(text.Length - traced, null, null, IsExact: false));
        }

        private void Add(Trace trace)
        {
            traces.Add(trace);
            traced += trace.Length;
        }
    }
}
