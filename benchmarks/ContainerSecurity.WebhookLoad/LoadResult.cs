using System.Globalization;

namespace ContainerSecurity.WebhookLoad;

/// <summary>How long answers took, and how many did not come.</summary>
internal sealed class LoadResult
{
    private readonly List<double> milliseconds = [];
    private int failed;

    public void Add(bool isAnswered, TimeSpan time)
    {
        milliseconds.Add(time.TotalMilliseconds);
        failed += isAnswered ? 0 : 1;
    }

    public static LoadResult Sum(IEnumerable<LoadResult> results)
    {
        var sum = new LoadResult();
        foreach (LoadResult result in results)
        {
            sum.milliseconds.AddRange(result.milliseconds);
            sum.failed += result.failed;
        }
        sum.milliseconds.Sort();
        return sum;
    }

    public string ToString(TimeSpan time) => string.Create(
        CultureInfo.InvariantCulture,
        $"{milliseconds.Count} reviews, {milliseconds.Count / time.TotalSeconds:0} a second, p50 {At(0.5):0.00} ms, "
        + $"p90 {At(0.9):0.00} ms, p99 {At(0.99):0.00} ms, most {milliseconds[^1]:0.0} ms, {failed} failed");

    private double At(double part) => milliseconds[(int)(part * (milliseconds.Count - 1))];
}
