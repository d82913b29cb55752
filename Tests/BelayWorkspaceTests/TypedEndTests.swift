@testable import BelayWorkspace
import Testing

@Suite("Where what is typed ends")
struct TypedEndTests {
    @Test(
        arguments: [
            "if yes {\n", "let a = [1,\n", "\"\"\"\n", "(1 +\n", "$ touch a \\\n", "say \"a\" \\\n",
            "? echo a \\\n b \\\n",
            "let a = 1 + \\\n", "$ touch a \\\r\n",
            "$ \"\"\"\n  cat > f <<EOF\n", "$ \"\"\"\n  cat > f <<EOF\n  a\n", "$ \"\"\"\n  cat <<'E' <<-F\n  E\n",
            "$ \"\"\"\n  cat <<EOF\n  a\n  EOF\n", "$ \"\"\"\n  echo \"a\n", "$ \"\"\"\n  echo 'a\n\n",
            "$ \"\"\"\n  echo $(\n", "$ \"\"\"\n  echo ${a:-\n", "$ \"\"\"\n  echo \\\n", "$ \"\"\"\n  echo `a\n",
            "? '''\n  cat <<EOF 'a\n", "if yes {\n$ \"\"\"\n  cat <<EOF\n\"\"\n",
        ])
    func `It continues while more could mend it, and after a line that says so`(text: String) {
        #expect(SessionWorkspace.isIncomplete(text))
    }

    @Test(
        arguments: [
            "let a = 1\n", "let a = )\n", "}\n", "$ touch a \\\n\n", "? echo \\\\\n", "# comment \\\n",
            "? echo a \\\nb\n",
            "if yes { }\n", "\"a\"\n",
            "$ \"\"\"\n  cat <<EOF\n\"\"\"\n", "$ \"\"\"\n  cat <<EOF\n  EOF\n\"\"\"\n",
            "$ \"\"\"\n  echo 'a\n\"\"\"\n",
            "$ cat <<EOF\n",
        ])
    func `It ends when it is whole, and when nothing could mend it`(text: String) {
        #expect(!SessionWorkspace.isIncomplete(text))
    }
}
