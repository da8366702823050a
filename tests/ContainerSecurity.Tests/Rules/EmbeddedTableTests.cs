using System.Globalization;
using ContainerSecurity.Resources;
using ContainerSecurity.Rules;

namespace ContainerSecurity.Tests.Rules;

/// <summary>The tables are written by hand: each line must say what its reader expects.</summary>
public class EmbeddedTableTests
{
    private static IEnumerable<string[]> Releases => EmbeddedTable.Read("end-of-life.txt").Where(c => c[0] != "image");

    [Test]
    public void Every_release_has_a_number_and_a_last_day()
    {
        foreach (string[] columns in Releases)
        {
            string end = columns[^1];
            Assert.That(columns, Has.Length.InRange(3, 4), string.Join(' ', columns));
            Assert.That(
                end == "-" || DateTime.TryParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
                string.Join(' ', columns));
        }
    }

    [Test]
    public void No_two_releases_of_a_product_share_a_word()
    {
        Assert.That(Releases.SelectMany(c => c[1..^1].Select(w => $"{c[0]} {w}")), Is.Unique);
    }

    /// <summary>Two distributions once went back in their numbers: Leap from 42 to 15, Amazon Linux from 2018 to 2.</summary>
    [Test]
    public void Releases_of_a_product_stand_from_old_to_new()
    {
        foreach (IGrouping<string, string[]> product in Releases.Where(c => char.IsDigit(c[1][0]) && c[0] is not ("leap" or "amazonlinux")).GroupBy(c => c[0]))
            Assert.That(product.Select(c => Version.Parse(c[1].Contains('.') ? c[1] : c[1] + ".0")), Is.Ordered, product.Key);
    }

    [Test]
    public void Every_name_of_an_image_is_normalised()
    {
        foreach (string name in EmbeddedTable.Read("end-of-life.txt").Where(c => c[0] == "image").SelectMany(c => c[2..]))
        {
            Assert.That(ImageReference.TryParse(name, out ImageReference? reference), Is.EqualTo(ImageReferenceError.None), name);
            Assert.That(reference!.Name, Is.EqualTo(name));
        }
    }

    [Test]
    public void Every_retired_registry_has_a_state_a_date_and_a_successor()
    {
        foreach (string[] columns in EmbeddedTable.Read("retired-registries.txt", columns: 4))
        {
            Assert.That(columns, Has.Length.EqualTo(4));
            Assert.That(columns[1], Is.EqualTo("shut").Or.EqualTo("frozen"));
            Assert.That(columns[2], Does.Match("^20[0-9]{2}(-[0-9]{2}){0,2}$"));
        }
    }
}
