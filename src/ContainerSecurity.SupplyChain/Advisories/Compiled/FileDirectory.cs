namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>What a compiled file holds and where: all that is read when it is opened.</summary>
internal sealed class FileDirectory
{
    /// <summary>How long a directory is at most.</summary>
    public const int MaxLength = 16 * 1024 * 1024;

    /// <summary>Words that records name by their number: who says something.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The ecosystems, with their releases, that advisories speak of.</summary>
    public required IReadOnlySet<string> Ecosystems { get; init; }

    public required IReadOnlyList<AdvisoryNote> Notes { get; init; }

    public required IReadOnlyList<AdvisoryData> Data { get; init; }

    public required long Advisories { get; init; }

    public required bool KnowsExploited { get; init; }

    /// <summary>By ecosystem and name: what is said of a package.</summary>
    public required KeyTable Packages { get; init; }

    /// <summary>By identifier: the identifiers of the same flaw.</summary>
    public required KeyTable Names { get; init; }

    /// <summary>By identifier: what attackers use.</summary>
    public required KeyTable Exploited { get; init; }

    /// <summary>By identifier: how likely a flaw is used.</summary>
    public required KeyTable Predictions { get; init; }

    public byte[] ToBytes()
    {
        RecordWriter writer = new();
        writer.Texts(Words);
        writer.Texts([.. Ecosystems.Order(StringComparer.Ordinal)]);
        writer.Number(Notes.Count);
        foreach (AdvisoryNote note in Notes)
        {
            writer.OptionalText(note.Subject);
            writer.Text(note.Message);
        }

        writer.Number(Data.Count);
        foreach (AdvisoryData data in Data)
        {
            writer.Text(data.Name);
            writer.Text(data.Kind);
            writer.OptionalTime(data.Newest);
        }

        writer.Number(Advisories);
        writer.Flag(KnowsExploited);
        foreach (KeyTable table in (KeyTable[])[Packages, Names, Exploited, Predictions])
        {
            writer.Number(table.Offset);
            writer.Byte((byte)table.Bits);
            writer.Number(table.Rows);
        }

        return writer.Bytes.ToArray();
    }

    /// <exception cref="AdvisoryFileException">The bytes are no directory.</exception>
    public static FileDirectory Read(ReadOnlySpan<byte> bytes)
    {
        RecordReader reader = new(bytes);
        FileDirectory directory = new()
        {
            Words = reader.Texts(),
            Ecosystems = reader.Texts().ToHashSet(StringComparer.Ordinal),
            Notes = ReadNotes(ref reader),
            Data = ReadData(ref reader),
            Advisories = reader.Number(),
            KnowsExploited = reader.Flag(),
            Packages = ReadTable(ref reader),
            Names = ReadTable(ref reader),
            Exploited = ReadTable(ref reader),
            Predictions = ReadTable(ref reader),
        };
        return reader.IsAtEnd ? directory : throw RecordReader.Broken();
    }

    private static AdvisoryNote[] ReadNotes(ref RecordReader reader)
    {
        AdvisoryNote[] notes = new AdvisoryNote[reader.Count()];
        for (int i = 0; i < notes.Length; i++)
            notes[i] = new AdvisoryNote(reader.OptionalText(), reader.Text());
        return notes;
    }

    private static AdvisoryData[] ReadData(ref RecordReader reader)
    {
        AdvisoryData[] data = new AdvisoryData[reader.Count()];
        for (int i = 0; i < data.Length; i++)
            data[i] = new AdvisoryData(reader.Text(), reader.Text(), reader.OptionalTime());
        return data;
    }

    private static KeyTable ReadTable(ref RecordReader reader)
    {
        KeyTable table = new(reader.Number(), reader.Byte(), reader.Number());
        return table.Bits < 32 && table.Rows <= int.MaxValue ? table : throw RecordReader.Broken();
    }
}
