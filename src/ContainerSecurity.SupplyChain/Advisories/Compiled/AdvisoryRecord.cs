namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>The form of an advisory, without the packages that it is about.</summary>
internal static class AdvisoryRecord
{
    public static byte[] Write(Advisory advisory, WordList words)
    {
        RecordWriter writer = new();
        writer.Text(advisory.Id);
        writer.Number(words.NumberOf(advisory.Source));
        writer.Texts(advisory.Aliases);
        writer.Texts(advisory.Upstream);
        writer.Texts(advisory.Related);
        writer.OptionalText(advisory.Summary);
        writer.OptionalTime(advisory.Published);
        writer.OptionalTime(advisory.Modified);
        SeverityRecord.Write(writer, advisory.Severities, words);
        return writer.ToRecord();
    }

    public static Advisory Read(ReadOnlySpan<byte> bytes, IReadOnlyList<string> words, AffectedPackage affected)
    {
        RecordReader reader = new(bytes);
        Advisory advisory = new(reader.Text())
        {
            Source = WordList.WordOf(reader.Number(), words),
            Aliases = reader.Texts(),
            Upstream = reader.Texts(),
            Related = reader.Texts(),
            Summary = reader.OptionalText(),
            Published = reader.OptionalTime(),
            Modified = reader.OptionalTime(),
            Severities = SeverityRecord.Read(ref reader, words),
            Affected = [affected],
        };
        return reader.IsAtEnd ? advisory : throw RecordReader.Broken();
    }
}
