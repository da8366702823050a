namespace ContainerSecurity.Audit;

/// <summary>What the reading of an audit log showed.</summary>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Last">The place of its last line, to be kept elsewhere.</param>
/// <param name="Problems">What is wrong; at most a hundred.</param>
public sealed record AuditVerification(long Lines, AuditCheckpoint Last, IReadOnlyList<AuditProblem> Problems)
{
    private const int MostProblems = 100;
    private const byte Newline = (byte)'\n';

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Problems.Count == 0;

    /// <summary>Reads a log and checks the chain of its lines.</summary>
    /// <param name="log">The log; read to its end, not disposed.</param>
    /// <param name="kept">Places of the log that were kept elsewhere. Without one, an end that was cut off, and a log that was written anew as a
    /// whole, do not show.</param>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public static AuditVerification Of(Stream log, params AuditCheckpoint[] kept)
    {
        _ = log ?? throw new ArgumentNullException(nameof(log));
        var reading = new Reading(kept ?? throw new ArgumentNullException(nameof(kept)));
        byte[] line = new byte[AuditChain.MaxLine], chunk = new byte[64 * 1024];
        int length = 0;
        for (int count; (count = log.Read(chunk, 0, chunk.Length)) > 0;)
            for (int i = 0; i < count; i++)
                if (chunk[i] == Newline)
                {
                    reading.Take(line, length);
                    length = 0;
                }
                else if (length < line.Length)
                    line[length++] = chunk[i];
                else
                    length = line.Length;
        if (length > 0)
            reading.TakeTorn();
        return reading.End();
    }

    private sealed class Reading(AuditCheckpoint[] kept)
    {
        private readonly List<AuditProblem> problems = [];
        private readonly HashSet<AuditCheckpoint> open = [.. kept.Where(k => k.Sequence > 0)];
        private AuditCheckpoint last = AuditCheckpoint.Start;
        private long lines;

        public void Take(byte[] line, int length)
        {
            lines++;
            if (length == line.Length || !AuditChain.TryRead(line, length, out string previous, out AuditCheckpoint own, out string computed))
            {
                Report("The line is none of an audit log.");
                return;
            }
            if (own.Hash != computed)
                Report($"The line was changed: it has the hash {computed}, not {own.Hash}.");
            if (own.Sequence != last.Sequence + 1)
                Report($"The line has the number {own.Sequence} and follows {last.Sequence}: lines were removed, added or moved.");
            else if (previous != last.Hash)
                Report("The line does not follow the one before it: that was changed, or lines were removed, added or moved.");
            last = own;
            CompareWithKept(own);
        }

        public void TakeTorn()
        {
            lines++;
            Report("The last line is not whole: it was cut off, or its writing was.");
        }

        public AuditVerification End()
        {
            foreach (AuditCheckpoint missing in open.OrderBy(k => k.Sequence))
                Report($"The entry {missing.Sequence}, whose place was kept, is missing: the end was cut off.");
            return new AuditVerification(lines, last, problems);
        }

        private void CompareWithKept(AuditCheckpoint own)
        {
            if (open.Count == 0)
                return;
            foreach (AuditCheckpoint checkpoint in open.Where(k => k.Sequence == own.Sequence).ToArray())
            {
                open.Remove(checkpoint);
                if (checkpoint.Hash != own.Hash)
                    Report($"The line is another than the one whose place was kept: the log was written anew.");
            }
        }

        private void Report(string message)
        {
            if (problems.Count < MostProblems)
                problems.Add(new AuditProblem(lines, message));
        }
    }
}
