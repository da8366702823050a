using ContainerSecurity.Rules;
using ContainerSecurity.Rules.Build;

namespace ContainerSecurity.Tests.Rules.Build;

public class DockerfileTlsVerificationOffTests
{
    [TestCase("FROM web:1.0\nRUN curl -fsSLk x", "-fsSLk")]
    [TestCase("FROM web:1.0\nRUN curl --insecure x", "--insecure")]
    [TestCase("FROM web:1.0\nRUN wget --no-check-certificate x", "wget")]
    [TestCase("FROM web:1.0\nRUN pip install --trusted-host h a==1", "pip")]
    [TestCase("FROM web:1.0\nRUN npm config set strict-ssl false", "strict-ssl")]
    [TestCase("FROM web:1.0\nRUN apt-get install -y --allow-unauthenticated a=1", "apt-get")]
    [TestCase("FROM web:1.0\nRUN git -c http.sslVerify=false clone x", "git")]
    [TestCase("FROM web:1.0\nENV NODE_TLS_REJECT_UNAUTHORIZED=0", "NODE_TLS_REJECT_UNAUTHORIZED")]
    [TestCase("FROM web:1.0\nRUN GIT_SSL_NO_VERIFY=true git clone x", "git")]
    [TestCase("FROM web:1.0\nENV PIP_TRUSTED_HOST=h", "PIP_TRUSTED_HOST")]
    [TestCase("FROM web:1.0\nRUN pip config set global.trusted-host h", "trusted-host")]
    [TestCase("FROM web:1.0\nRUN dnf install -y --no-gpgchecks a", "--no-gpgchecks")]
    [TestCase("FROM web:1.0\nRUN zypper --no-gpg-checks in -y a", "zypper")]
    [TestCase("FROM web:1.0\nRUN yum --setopt=sslverify=false install -y a", "sslverify")]
    [TestCase("FROM web:1.0\nRUN echo 'sslverify=false' >> /etc/yum.conf", "sslverify")]
    [TestCase("FROM web:1.0\nRUN echo 'gpgcheck = 0' > /etc/yum.repos.d/a.repo", "gpgcheck")]
    [TestCase("FROM web:1.0\nENV GOSUMDB=off", "GOSUMDB")]
    [TestCase("FROM web:1.0\nRUN GOSUMDB=off go install x@v1", "GOSUMDB")]
    [TestCase("FROM web:1.0\nRUN export GOSUMDB=off && go install x@v1", "GOSUMDB")]
    [TestCase("FROM web:1.0\nRUN go env -w GOSUMDB=off", "GOSUMDB")]
    [TestCase("FROM web:1.0\nRUN dotnet nuget add source http://n/v3 --allow-insecure-connections", "dotnet")]
    [TestCase("FROM web:1.0\nRUN pwsh -c \"Invoke-WebRequest https://a -SkipCertificateCheck\"", "-SkipCertificateCheck")]
    [TestCase("FROM web:1.0\nSHELL [\"pwsh\", \"-Command\"]\nRUN Invoke-WebRequest https://a -SkipCertificateCheck", "-SkipCertificateCheck")]
    [TestCase("FROM web:1.0\nRUN kubectl --insecure-skip-tls-verify=true get x", "kubectl")]
    [TestCase("FROM web:1.0\nRUN helm repo add a https://a --insecure-skip-tls-verify", "helm")]
    [TestCase("FROM web:1.0\nRUN ssh -o StrictHostKeyChecking=no git@h", "StrictHostKeyChecking")]
    [TestCase("FROM web:1.0\nRUN ssh -oStrictHostKeyChecking=no git@h", "StrictHostKeyChecking")]
    [TestCase("FROM web:1.0\nRUN echo 'StrictHostKeyChecking no' >> /etc/ssh/ssh_config", "StrictHostKeyChecking")]
    [TestCase("FROM web:1.0\nENV GIT_SSH_COMMAND=\"ssh -o StrictHostKeyChecking=no\"", "GIT_SSH_COMMAND")]
    [TestCase("FROM web:1.0\nRUN GIT_SSH_COMMAND='ssh -o StrictHostKeyChecking=no' git clone x", "git")]
    [TestCase("FROM web:1.0\nRUN git config --global http.sslVerify false", "http.sslVerify")]
    [TestCase("FROM web:1.0\nRUN conda config --set ssl_verify false", "ssl_verify")]
    [TestCase("FROM web:1.0\nRUN composer config -g disable-tls true", "disable-tls")]
    [TestCase("FROM web:1.0\nRUN skopeo copy --src-tls-verify=false a b", "skopeo")]
    [TestCase("FROM web:1.0\nRUN yarn config set strict-ssl false", "strict-ssl")]
    [TestCase("FROM web:1.0\nRUN sed -i 's/gpgcheck=1/gpgcheck=0/' /etc/yum.conf", "sed")]
    [TestCase("FROM web:1.0\nCOPY <<EOF /etc/pip.conf\n[global]\ntrusted-host = h\nEOF", "trusted-host")]
    [TestCase("FROM web:1.0\nRUN cat <<EOF > /etc/apt/apt.conf.d/99x\nAcquire::https::Verify-Peer \"false\";\nEOF", "Verify-Peer")]
    [TestCase("FROM web:1.0\nRUN echo 'deb [trusted=yes] http://d stable main' > /etc/apt/sources.list", "trusted")]
    [TestCase("FROM web:1.0\nRUN apt-get -o Acquire::https::Verify-Peer=false update", "Verify-Peer")]
    [TestCase("FROM web:1.0\nRUN uv pip install --allow-insecure-host h a", "uv")]
    public void Switch_is_reported(string dockerfile, string words)
    {
        Finding finding = Manifest.Build(dockerfile).Judge<DockerfileTlsVerificationOff>().Single();

        Assert.That(finding.Message, Does.Contain(words).And.Contain("Allowed: "));
    }

    [TestCase("FROM web:1.0\nRUN curl -fsSL -o k x")]
    [TestCase("FROM web:1.0\nRUN curl -okey x")]
    [TestCase("FROM web:1.0\nRUN wget x")]
    [TestCase("FROM web:1.0\nRUN npm config set strict-ssl true")]
    [TestCase("FROM web:1.0\nENV NODE_TLS_REJECT_UNAUTHORIZED=1")]
    [TestCase("FROM web:1.0\nRUN echo '--insecure'")]
    [TestCase("FROM web:1.0\nRUN tar -k x")]
    [TestCase("FROM web:1.0\nRUN sed -i 's/gpgcheck=0/gpgcheck=1/' /etc/yum.conf")]
    [TestCase("FROM web:1.0\nRUN grep gpgcheck=0 /etc/yum.conf")]
    [TestCase("FROM web:1.0\nRUN echo repo_gpgcheck=0 >> /etc/a.repo")]
    [TestCase("FROM web:1.0\nRUN ssh -o StrictHostKeyChecking=yes git@h")]
    [TestCase("FROM web:1.0\nRUN ssh -o StrictHostKeyChecking=accept-new git@h")]
    [TestCase("FROM web:1.0\nENV GOSUMDB=sum.example.com")]
    [TestCase("FROM web:1.0\nRUN kubectl --insecure-skip-tls-verify=false get x")]
    [TestCase("FROM web:1.0\nRUN git config --global http.sslVerify true")]
    [TestCase("FROM web:1.0\nRUN yum --setopt=sslverify=true install -y a")]
    [TestCase("FROM web:1.0\nRUN dotnet nuget add source https://n/v3")]
    [TestCase("FROM web:1.0\nHEALTHCHECK CMD curl -k https://localhost")]
    public void Verified_downloads_are_not_reported(string dockerfile)
    {
        Assert.That(Manifest.Build(dockerfile).Judge<DockerfileTlsVerificationOff>(), Is.Empty);
    }

    [Test]
    public void Finding_names_its_place()
    {
        Finding finding = Manifest.Build("FROM web:1.0\nRUN curl -k x").Judge<DockerfileTlsVerificationOff>().Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(finding.Location.Path, Is.EqualTo("stages[0].instructions[0]"));
            Assert.That(finding.Location.Span.Line, Is.EqualTo(2));
        }
    }
}
