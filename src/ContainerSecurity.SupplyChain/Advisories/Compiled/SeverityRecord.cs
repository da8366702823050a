namespace ContainerSecurity.SupplyChain.Advisories.Compiled;

/// <summary>The form of how bad a flaw is.</summary>
internal static class SeverityRecord
{
    public static void Write(RecordWriter writer, IReadOnlyList<AdvisorySeverity> severities, WordList words)
    {
        writer.Number(severities.Count);
        foreach (AdvisorySeverity severity in severities)
        {
            writer.Number(words.NumberOf(severity.Source));
            writer.Byte((byte)severity.Level);
            writer.OptionalFraction(severity.Score);
            writer.OptionalText(severity.Text);
        }
    }

    public static AdvisorySeverity[] Read(ref RecordReader reader, IReadOnlyList<string> words)
    {
        int count = reader.Count();
        if (count == 0)
            return [];
        AdvisorySeverity[] severities = new AdvisorySeverity[count];
        for (int i = 0; i < count; i++)
            severities[i] = new AdvisorySeverity(WordList.WordOf(reader.Number(), words), reader.Word<AdvisoryLevel>())
            {
                Score = reader.OptionalFraction(),
                Text = reader.OptionalText(),
            };
        return severities;
    }
}
