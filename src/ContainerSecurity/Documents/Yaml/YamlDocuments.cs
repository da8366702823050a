namespace ContainerSecurity.Documents.Yaml;

/// <summary>Reads the documents of a YAML text. A document that cannot be read is an error; reading goes on at the next <c>---</c>.</summary>
internal sealed class YamlDocuments
{
    private readonly SourceFile file;
    private readonly string text;
    private readonly YamlReport report;
    private readonly YamlTreeBuilder builder;
    private readonly YamlUse use;
    private readonly List<DocumentNode> documents = [];
    private readonly List<Comment> comments = [];
    private bool templateReported;
    private int documentStart;
    private int noticesBefore;
    private bool isDropped;

    public YamlDocuments(SourceFile file, DocumentLimits limits, YamlUse use)
    {
        this.file = file;
        this.use = use;
        text = file.Content;
        report = new YamlReport(file, limits.MaxErrors);
        builder = new YamlTreeBuilder(file, limits, use, report);
    }

    /// <summary>How much work was done, in tokens, characters, keys and nodes looked at.</summary>
    public long Steps { get; private set; }

    public DocumentSet Read()
    {
        int offset = 0, line = 1;
        do
            ReadFrom(offset, line);
        while (documentStart >= 0 && !report.IsFull && SkipToMarker(ref offset, ref line));
        file.Comments = comments;
        Steps += builder.Steps;
        return new DocumentSet(file, documents, report.Errors) { Tags = builder.Tags, Notices = report.Notices };
    }

    /// <summary>Reads until the end, where there is no document left (-1), or the first document that cannot be read.</summary>
    private void ReadFrom(int offset, int line)
    {
        var reader = new YamlReader(text, offset, line);
        documentStart = offset;
        isDropped = false;
        noticesBefore = report.Notices.Count;
        try
        {
            for (reader.Read(); reader.Kind != YamlEventKind.StreamEnd; reader.Read())
            {
                if (reader.Kind == YamlEventKind.DocumentStart)
                    ReadDocument(reader);
            }
            documentStart = -1;
        }
        catch (YamlSyntaxException e)
        {
            Report(e);
        }
        Steps += reader.Steps;
        if (reader.Comments is { } found)
            comments.AddRange(found);
        foreach (YamlSlice handle in reader.ForeignHandles ?? [])
            report.Notice(handle.Start, handle.End, "A cluster refuses this document: the handle of this tag is declared only for an earlier one.");
    }

    private void ReadDocument(YamlReader reader)
    {
        documentStart = reader.Start;
        isDropped = reader.IsDropped;
        noticesBefore = report.Notices.Count;
        int start = reader.Start, end = reader.End;
        reader.Read();
        DocumentNode root = builder.BuildRoot(reader);
        // A document stands only where what follows it can be read as far as the next token.
        reader.Read();
        if (isDropped)
            Drop(start, end);
        if (root is not ScalarNode { IsNull: true })
            documents.Add(root);
        isDropped = true;
        noticesBefore = report.Notices.Count;
    }

    private void Drop(int start, int end)
    {
        if (use == YamlUse.Kubernetes)
            report.Notice(
                start,
                end,
                "The document before this line has ended, so a cluster ignores what stands here without a word; it "
                    + "was judged all the same. Put '---' on a line of its own before it.");
    }

    private void Report(YamlSyntaxException e)
    {
        // What a cluster would make of a document that cannot be read is of no interest.
        report.Notices.RemoveRange(noticesBefore, report.Notices.Count - noticesBefore);
        bool isTemplate = !e.IsLimit && text.IndexOf("{{", StringComparison.Ordinal) >= 0;
        if (isDropped && !isTemplate && use == YamlUse.Kubernetes)
        {
            report.Notice(
                e.Start,
                e.End,
                $"The document before this place has ended, so a cluster ignores what stands here; it was not judged, "
                    + $"because it is not valid YAML: {e.Message}");
            return;
        }
        if (!isTemplate)
        {
            report.Error(file.SpanOf(e.Start, e.End), e.IsLimit ? e.Message : $"The document is not valid YAML: {e.Message}");
            return;
        }
        if (templateReported)
            return;
        templateReported = true;
        report.Error(
            file.SpanOf(e.Start, e.End),
            "The file is a template ({{ … }}) that is not valid YAML by itself; render it first, for example with 'helm template', and scan the result.");
    }

    /// <summary>
    /// Moves to the first marker behind the start of the document that failed. A marker is <c>---</c> at the start of a
    /// line, followed by white space: nothing can hold one.
    /// </summary>
    private bool SkipToMarker(ref int offset, ref int line)
    {
        for (; ; )
        {
            int newline = text.IndexOfAny(['\n', '\r'], offset);
            if (newline < 0)
                return false;
            offset = YamlCharacters.BehindBreak(text, newline, text.Length);
            line++;
            if (offset > documentStart && IsMarker(offset))
                return true;
        }
    }

    private bool IsMarker(int offset) =>
        string.CompareOrdinal(text, offset, "---", 0, 3) == 0 && (offset + 3 == text.Length || YamlCharacters.EndsWord(text[offset + 3]));
}
