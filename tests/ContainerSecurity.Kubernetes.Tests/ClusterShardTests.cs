namespace ContainerSecurity.Kubernetes.Tests;

public class ClusterShardTests
{
    private static readonly string[] Namespaces = [.. Enumerable.Range(0, 1000).Select(i => $"team-{i}")];

    [TestCase(1)]
    [TestCase(4)]
    [TestCase(7)]
    public void Each_namespace_belongs_to_one_part_and_parts_are_of_like_size(int count)
    {
        int[] sizes = [.. Enumerable.Range(0, count).Select(i => Namespaces.Count(new ClusterShard(i, count).Holds))];

        Assert.Multiple(() =>
        {
            Assert.That(sizes.Sum(), Is.EqualTo(Namespaces.Length));
            Assert.That(sizes, Is.All.InRange(Namespaces.Length / count * 7 / 10, Namespaces.Length / count * 13 / 10 + 1));
        });
    }

    [TestCase("0/4", 0)]
    [TestCase("3/4", 3)]
    [TestCase("4/4", 0)]
    public void Part_is_counted_from_0_or_from_1(string text, int index)
    {
        Assert.That(ClusterShard.TryParse(text, out ClusterShard? shard), Is.True);
        Assert.That(shard!.Index, Is.EqualTo(index));
    }

    [TestCase("")]
    [TestCase("1")]
    [TestCase("5/4")]
    [TestCase("-1/4")]
    [TestCase("0/0")]
    [TestCase("1/2/3")]
    [TestCase("a/b")]
    public void Text_that_is_no_part_is_none(string text) => Assert.That(ClusterShard.TryParse(text, out _), Is.False);

    [Test]
    public void Objects_in_no_namespace_belong_to_part_0() =>
        Assert.That(Enumerable.Range(0, 3).Select(i => new ClusterShard(i, 3).Holds(null)), Is.EqualTo(new[] { true, false, false }));
}
