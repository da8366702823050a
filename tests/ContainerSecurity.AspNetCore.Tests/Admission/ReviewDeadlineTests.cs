using ContainerSecurity.AspNetCore.Admission.Reviews;
using Microsoft.AspNetCore.Http;

namespace ContainerSecurity.AspNetCore.Tests.Admission;

/// <summary>The API server says how long it waits, in Go's notation.</summary>
[TestFixture]
public class ReviewDeadlineTests
{
    [TestCase("?timeout=10s", 9)]
    [TestCase("?timeout=500ms", 0.45)]
    [TestCase("?timeout=0.5s", 0.45)]
    [TestCase("?timeout=10s500ms", 9.45)]
    [TestCase("?timeout=1m30s", 27)]
    [TestCase("?timeout=9000h", 18)]
    [TestCase("?timeout=0s", 18)]
    [TestCase("?timeout=-1s", 18)]
    [TestCase("?timeout=10", 18)]
    [TestCase("?timeout=s", 18)]
    [TestCase("?timeout=1e9s", 18)]
    [TestCase("?timeout=1s&timeout=2s", 18)]
    [TestCase("?timeout=", 18)]
    [TestCase("", 18)]
    public void A_tenth_is_kept_and_what_cannot_be_read_is_as_if_it_were_not_there(string query, double seconds)
    {
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString(query) } };

        Assert.That(ReviewDeadline.Of(context.Request, TimeSpan.FromSeconds(20)).TotalSeconds, Is.EqualTo(seconds).Within(1e-6));
    }
}
