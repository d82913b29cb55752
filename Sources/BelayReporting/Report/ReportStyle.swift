/// How reports look: light and dark as the reader's system is set, on a narrow screen and on paper.
enum ReportStyle {
    static let rules: StaticString = """

        :root{color-scheme:light dark;--ground:#fff;--raised:#f6f7f9;--line:#d5d9e0;--ink:#1b1f27;--muted:#566070;
        --good:#176b37;--bad:#b3202c;--caution:#8a5300;--reads:#0b6a86;--changes:#8a5c00;--destroys:#b3202c;--link:#0b5cad;
        --badground:#fdecee;--goodground:#e8f5ec;--cautionground:#fdf3e0;--place:#7a2f8f}
        @media screen and (prefers-color-scheme:dark){:root{--ground:#14171c;--raised:#1d2128;--line:#363d49;--ink:#e4e8ee;
        --muted:#a2adbc;--good:#6fd08f;--bad:#ff8f96;--caution:#f0b35a;--reads:#62c4e0;--changes:#e6b84d;
        --destroys:#ff8f96;--link:#7db8ff;--badground:#3a1d22;--goodground:#17301f;--cautionground:#37290f;
        --place:#dd9cf0}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.5rem;max-width:75rem;background:var(--ground);color:var(--ink);
        font:15px/1.5 system-ui,sans-serif}
        code,pre,.row,.element>.command{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:13px}
        h1{font-size:1.6rem;margin:0 0 .3rem}h2{font-size:1.2rem;margin:2rem 0 .6rem}h3{font-size:1rem;margin:0}
        a{color:var(--link)}p{margin:.4rem 0}pre{margin:.3rem 0;white-space:pre-wrap;overflow-wrap:anywhere}
        ul,ol{margin:.3rem 0;padding-left:1.6rem}code{overflow-wrap:anywhere;white-space:pre-wrap}
        .words{font-size:1.05rem}.muted,.quiet,.took{color:var(--muted)}.place{color:var(--place);font-style:normal}
        .good{color:var(--good)}.bad{color:var(--bad)}.caution{color:var(--caution)}
        .reads{color:var(--reads)}.changes{color:var(--changes)}.destroys{color:var(--destroys);font-weight:700}
        .mark{font-size:1rem;padding:.1rem .6rem;border:1px solid;border-radius:1rem;vertical-align:middle}
        .mark.bar{display:inline-block;width:1.4rem;height:.7rem;padding:0;border:0;border-radius:2px;background:currentColor}
        .count{margin-right:1.1rem;white-space:nowrap}.mark.hatched{background:repeating-linear-gradient(45deg,var(--muted) 0 2px,transparent 2px 5px);
        outline:1px solid var(--muted)}
        .facts{margin:.8rem 0;display:grid;gap:.25rem}.facts>div{display:grid;grid-template-columns:8rem 1fr;gap:.5rem}
        dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
        section>.element{border-left:4px solid var(--bad);background:var(--badground);padding:.6rem .8rem;margin:.6rem 0;
        color:var(--ink)}section>.element h3{color:var(--bad)}
        .output,.excerpt,.difference{background:var(--raised);border:1px solid var(--line);border-radius:4px;
        padding:.4rem .6rem;color:var(--ink)}
        .excerpt .row{display:block;color:var(--muted)}.excerpt .row.bad{color:var(--ink);background:var(--badground)}
        .excerpt b{display:inline-block;min-width:3ch;text-align:right;font-weight:400;color:var(--muted)}
        .added{color:var(--good)}.removed{color:var(--bad)}
        .timeline,.wide{overflow-x:auto}.timeline svg{min-width:44rem;width:100%;height:auto;display:block}
        svg text{font:11px system-ui,sans-serif;fill:var(--ink)}svg .label{fill:var(--muted)}
        svg .phase{fill:var(--raised);stroke:var(--line)}svg .lane,svg .tick{stroke:var(--line)}
        svg .bar{fill:currentColor}svg pattern .hatched{fill:var(--muted)}
        svg .bar.bad,.mark.bar.bad{stroke:var(--ink);stroke-width:1.5;outline:1.5px solid var(--ink)}svg .bar.hatched{fill:url(#hatch);stroke:var(--muted);stroke-width:.6}
        svg .returnless{stroke:var(--destroys);stroke-width:2}svg text.returnless{stroke:none;fill:var(--destroys)}
        svg .box{fill:var(--raised);stroke:var(--line)}svg .edge{fill:none;stroke:var(--muted)}
        svg .edge.handler,svg .box.handler{stroke:var(--caution);stroke-dasharray:4 3}
        .cells{list-style:none;padding:0;display:grid;gap:.3rem;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr))}
        .cell{border:1px solid;border-radius:4px;padding:.15rem .5rem;font-size:13px;overflow-wrap:anywhere}
        .cell.good{background:var(--goodground)}.cell.bad{background:var(--badground)}
        .cell.caution{background:var(--cautionground)}.cell a{color:inherit}
        details.phase{border-top:1px solid var(--line);padding:.4rem 0}
        summary{cursor:pointer}details.phase>summary{display:flex;gap:1rem;align-items:baseline;padding-right:.3rem}
        details.phase>summary h3{flex:1}details.phase>summary:before{content:"▸";color:var(--muted)}
        details.phase[open]>summary:before{content:"▾"}summary::-webkit-details-marker{display:none}
        .outline{content-visibility:auto;contain-intrinsic-size:auto 20rem}
        .outline .row{display:grid;grid-template-columns:11rem 1ch 1fr max-content;gap:.6rem;
        padding:.1rem .3rem}
        .outline .row>a{color:var(--muted);text-decoration:none;overflow-wrap:anywhere}
        .outline .row>a:hover{text-decoration:underline}.outline .row>div{min-width:0;overflow-wrap:anywhere;white-space:pre-wrap}
        .outline .row.bad{background:var(--badground);color:var(--ink)}.outline .row.bad .bad{color:var(--bad)}
        .outline .row.handler{border-left:3px solid var(--caution)}
        .row:target,summary:target{outline:2px solid var(--link)}
        .outline .element{color:var(--muted);padding:.4rem .3rem 0;border-top:1px dotted var(--line);margin-top:.3rem}
        .group{border-left:1px solid var(--line);margin-left:.4rem;padding-left:.4rem}.detail{white-space:pre-wrap}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem .25rem 0;
        border-bottom:1px solid var(--line);overflow-wrap:anywhere}th{color:var(--muted);font-weight:600}
        .faults td{border:1px solid var(--ground);border-bottom-color:var(--line);padding:.15rem .4rem;text-align:center}
        .faults td,.faults th{vertical-align:middle}.faults thead th{vertical-align:bottom}
        .faults{width:auto}.faults th{white-space:nowrap}.faults .words{text-align:left;font-size:13px;min-width:14rem}
        .faults .label{writing-mode:vertical-rl;transform:rotate(180deg)}.faults .good{background:var(--goodground)}.faults .bad{background:var(--badground);
        font-weight:700}.faults .caution{background:var(--cautionground)}.faults .quiet{background:var(--raised)}
        @media (max-width:40rem){body{padding:.8rem}.facts>div{grid-template-columns:1fr;gap:0}
        .outline .row{grid-template-columns:1fr 1ch max-content;gap:.1rem .5rem}
        .outline .row>a{grid-row:1}.outline .row>b{grid-row:1}.outline .row>.took{grid-row:1}
        .outline .row>div{grid-column:1/-1}}
        @page{size:A4;margin:15mm}
        @media print{:root{color-scheme:light}body{padding:0;font-size:10pt;max-width:none}
        details::details-content{content-visibility:visible;block-size:auto}.outline{content-visibility:visible}
        .row,.element,.cell,tr{break-inside:avoid}h2,h3,summary{break-after:avoid}a{color:inherit}
        .timeline svg{min-width:0}.timeline,.wide{overflow:visible}nav{display:none}}

        """
}
