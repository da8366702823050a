namespace ContainerSecurity.Sources;

/// <summary>
/// Reads contents by their names, many at a time, so that git seldom waits: first how large they are, then those that
/// are not too large. What is asked is written beside the reading, so that neither side waits for the other for ever.
/// </summary>
internal sealed class GitContents(IGit git, int maxBytes) : IDisposable
{
    private const int AtOnce = 512;
    private readonly IGitCall sizes = git.Start("cat-file", "--batch-check");
    private readonly IGitCall contents = git.Start("cat-file", "--batch");
    private GitText? sizeReader;
    private GitText? contentReader;

    /// <summary>Reads contents in the order of what is asked; null for those that are too large.</summary>
    /// <exception cref="GitException">Git fails, or an object is not there.</exception>
    public IEnumerable<(HistoryBlob Blob, byte[]? Bytes)> Read(IEnumerable<HistoryBlob> blobs)
    {
        var asked = new List<HistoryBlob>(AtOnce);
        foreach (HistoryBlob blob in blobs)
        {
            asked.Add(blob);
            if (asked.Count < AtOnce)
                continue;
            foreach ((HistoryBlob, byte[]?) read in ReadAtOnce(asked))
                yield return read;
            asked.Clear();
        }
        foreach ((HistoryBlob, byte[]?) read in ReadAtOnce(asked))
            yield return read;
    }

    /// <summary>Ends git, and sees to it that it went well.</summary>
    public void End()
    {
        foreach (IGitCall call in new[] { sizes, contents })
        {
            call.Input.Dispose();
            call.End();
        }
    }

    public void Dispose()
    {
        sizes.Dispose();
        contents.Dispose();
    }

    private IEnumerable<(HistoryBlob Blob, byte[]? Bytes)> ReadAtOnce(List<HistoryBlob> asked)
    {
        if (asked.Count == 0)
            yield break;
        Task asking = Ask(sizes, [.. asked.Select(a => a.Id)]);
        sizeReader ??= new GitText(sizes.Output);
        long[] found = [.. asked.Select(a => SizeIn(sizeReader.ReadUntil((byte)'\n'), a, sizes))];
        asking.GetAwaiter().GetResult();
        asking = Ask(contents, [.. asked.Where((_, i) => found[i] <= maxBytes).Select(a => a.Id)]);
        for (int i = 0; i < asked.Count; i++)
            yield return (asked[i], found[i] <= maxBytes ? ReadOne(asked[i]) : null);
        asking.GetAwaiter().GetResult();
    }

    /// <summary>Asks for objects. Where git has ended, who reads its answers says why.</summary>
    private static Task Ask(IGitCall call, string[] names) => Waiting.Run(() =>
    {
        try
        {
            call.Write(names);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // There is no answer then.
        }
    });

    private byte[] ReadOne(HistoryBlob blob)
    {
        contentReader ??= new GitText(contents.Output);
        long size = SizeIn(contentReader.ReadUntil((byte)'\n'), blob, contents);
        byte[] bytes = contentReader.ReadBytes((int)size);
        contentReader.ReadBytes(1);
        return bytes;
    }

    /// <summary>The size in an answer: <c>NAME TYPE SIZE</c>.</summary>
    private static long SizeIn(string? answer, HistoryBlob blob, IGitCall call)
    {
        if (answer is null)
        {
            call.End();
            throw new GitException("git ended before it had answered.");
        }
        return answer.Split(' ') is [_, "blob", var size] && long.TryParse(size, out long read) && read >= 0
            ? read
            : throw new GitException($"git does not have the file '{blob.Path}' ({blob.Id}): {answer}.");
    }
}
